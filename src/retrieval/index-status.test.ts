import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Api } from '../catalog/index.js';
import { buildIndex, indexedNames, indexStatus, mergeIndex, verifyIndex } from './index-status.js';
import { openLexical } from './lexical/open-lexical.js';
import { sampleApi } from './retriever.contract.js';
import type { RetrieverSource } from './retriever-source.js';

/** A collection of three documents of two APIs each. */
function collection() {
  const documents = new Map<string, { fingerprint: string; apis: Api[] }>();
  const write = (document: string, version: number) => {
    const api = (name: string) =>
      sampleApi(`shop/${document}/${name}`, {
        tool: document,
        description: `${name} of ${document}, version ${version}`,
      });
    documents.set(document, { fingerprint: `${version}`, apis: [api('refund'), api('order')] });
  };
  for (const document of ['a', 'b', 'c']) write(document, 1);
  const all = () => [...documents.values()].flatMap(({ apis }) => apis);
  const source: RetrieverSource = {
    folder: mkdtempSync(join(tmpdir(), 'capuchin-index-')),
    collections: [],
    load: ids => all().filter(api => ids.includes(api.id)),
    rebuild: all,
    documents: () => new Map([...documents].map(([name, { fingerprint }]) => [name, fingerprint])),
    ofDocument: (_collection, document) => documents.get(document)?.apis ?? [],
  };
  const ids = () => all().map(api => api.id);
  return { source, write, ids, remove: (document: string) => documents.delete(document) };
}

const first = { name: 'shop', fingerprint: '1' };
const second = { name: 'shop', fingerprint: '2' };

describe('indexStatus', () => {
  it('is missing, current, outdated or damaged', async () => {
    const { source } = collection();
    const path = join(source.folder, 'shop.api.lexical');
    expect(await indexStatus(source.folder, first)).toEqual({ collection: 'shop', path, state: 'missing', bytes: 0 });
    const built = await buildIndex(source, first);
    expect(built).toMatchObject({ state: 'current', bytes: readFileSync(path).length });
    expect(built.content).toMatchObject({ documents: 6, dead: 0, segments: 1, tools: 3, analyzer: 'api' });
    expect(built.content!.terms).toBeGreaterThan(5);
    expect(built.content!.postings).toBeGreaterThan(built.content!.terms);

    expect(await indexStatus(source.folder, second)).toMatchObject({
      state: 'outdated',
      reason: 'the collection has changed',
    });
    const bytes = readFileSync(path);
    bytes[bytes.length - 9]! ^= 1;
    writeFileSync(path, bytes);
    expect(await indexStatus(source.folder, first)).toMatchObject({ state: 'damaged', reason: expect.any(String) });
    expect(await buildIndex(source, first)).toEqual(built);
  });
});

describe('verifyIndex', () => {
  it('finds what the collection has and the index does not, and the other way round', async () => {
    const { source, ids } = collection();
    await buildIndex(source, first);
    expect(await verifyIndex(source.folder, first, ids())).toMatchObject({
      state: 'current',
      missingCount: 0,
      strangeCount: 0,
    });
    const others = [...ids().slice(2), 'shop/new/x'];
    expect(await verifyIndex(source.folder, first, others)).toMatchObject({
      missing: ['shop/new/x'],
      missingCount: 1,
      strange: ['shop/a/order', 'shop/a/refund'],
      strangeCount: 2,
    });
    expect(await verifyIndex(source.folder, second, ids())).toMatchObject({ state: 'outdated', missingCount: 0 });
  });
});

describe('indexedNames', () => {
  it('gives the providers and categories of a current index', async () => {
    const apis = [
      sampleApi('shop/1', { provider: 'p', category: 'x' }),
      sampleApi('shop/2', { provider: 'p', category: 'y' }),
    ];
    const { source } = collection();
    expect(await indexedNames(source.folder, first)).toBeUndefined();
    const { documents: _documents, ofDocument: _ofDocument, ...rest } = source;
    await buildIndex({ ...rest, rebuild: () => apis }, first);
    expect(await indexedNames(source.folder, first)).toEqual({
      providers: new Set(['p']),
      categories: new Set(['x', 'y']),
    });
    expect(await indexedNames(source.folder, second)).toBeUndefined();
  });
});

describe('mergeIndex', () => {
  it('leaves out what is dead, and changes no search', async () => {
    const { source, write, ids } = collection();
    await buildIndex(source, first);
    expect(await mergeIndex(source.folder, first)).toBe(false);
    write('b', 2);
    const updated = await buildIndex(source, second);
    // Two of eight documents are dead, which is the engine's own reason to merge.
    expect(updated.content!.documents).toBe(6);
    const search = async () => {
      const index = await openLexical({ ...source, collections: [second] });
      return index
        .search(index.query('refund version 2'), 10)
        .map(({ document, score }) => [index.id(document), score]);
    };
    const before = await search();
    await mergeIndex(source.folder, second);
    expect(await indexStatus(source.folder, second)).toMatchObject({
      state: 'current',
      content: { documents: 6, dead: 0, segments: 1 },
    });
    expect(await search()).toEqual(before);
    expect(await verifyIndex(source.folder, second, ids())).toMatchObject({ missingCount: 0, strangeCount: 0 });
  });

  it('is for current indexes', async () => {
    const { source } = collection();
    await expect(mergeIndex(source.folder, first)).rejects.toThrow('is missing; run: capuchin index build shop');
  });
});
