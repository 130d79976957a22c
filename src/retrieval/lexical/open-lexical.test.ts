import { appendFileSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Api } from '../../catalog/index.js';
import { sampleApi } from '../retriever.contract.js';
import type { RebuildNotice, RetrieverSource } from '../retriever-source.js';
import { readLexicalFile } from './lexical-file.js';
import { lexicalWeights } from './lexical-weights.js';
import { lexicalPath, openLexical } from './open-lexical.js';
import { apisOf, requests } from './random-apis.contract.js';

/** Document → its APIs. */
type Documents = Readonly<Record<string, readonly Api[]>>;

const newFolder = () => join(mkdtempSync(join(tmpdir(), 'capuchin-open-')), 'index');

function sourceOf(folder: string, documents: Documents) {
  const notices: RebuildNotice[] = [];
  const read: string[] = [];
  const all = Object.values(documents).flat();
  const source: RetrieverSource = {
    folder,
    collections: [{ name: 'x', fingerprint: JSON.stringify(documents) }],
    load: ids => all.filter(api => ids.includes(api.id)),
    rebuild: () => all,
    documents: () => new Map(Object.entries(documents).map(([name, apis]) => [name, JSON.stringify(apis)])),
    ofDocument: (_, name) => {
      read.push(name);
      return documents[name] ?? [];
    },
    onRebuild: notice => notices.push(notice),
  };
  return { source, notices, read };
}

async function found(source: RetrieverSource, request: string) {
  const index = await openLexical(source);
  const hits = index.search(index.query(request), 100);
  return hits.map(({ document, score }) => ({ id: index.id(document), score }));
}

const ids = async (source: RetrieverSource, request: string) => (await found(source, request)).map(({ id }) => id);
const api = (key: string, given: Partial<Api>) => sampleApi(`x/${key}`, { provider: 'p', tool: key[0]!, ...given });

describe('openLexical', () => {
  it('makes an index once', async () => {
    const { source, notices } = sourceOf(newFolder(), { one: [api('red', { title: 'red' })] });
    expect(await ids(source, 'red')).toEqual(['x/red']);
    expect(await ids(source, 'red')).toEqual(['x/red']);
    expect(notices).toEqual([{ collection: 'x', reason: 'missing' }]);
    expect(readdirSync(source.folder)).toEqual(['x.api.lexical']);
  });

  it('makes it anew when it is damaged or was made with other weights', async () => {
    const { source, notices } = sourceOf(newFolder(), { one: [api('red', { title: 'red' })] });
    await openLexical(source);
    await openLexical(source, { weights: { ...lexicalWeights, b: 0.5 } });
    appendFileSync(lexicalPath(source.folder, 'x'), 'x');
    await openLexical(source);
    expect(notices.map(({ reason }) => reason)).toEqual(['missing', 'outdated', 'damaged']);
  });

  it('reads only what changed, and what else its tools are made of', async () => {
    const folder = newFolder();
    const before = {
      one: [api('a1', { title: 'red' }), api('b1', { title: 'red' })],
      two: [api('a2', { title: 'red' })],
      three: [api('c1', { title: 'red' })],
      four: [api('d1', { title: 'red' })],
      five: [api('e1', { title: 'red' })],
    };
    await openLexical(sourceOf(folder, before).source);
    const { two: _, ...others } = before;
    const { source, read, notices } = sourceOf(folder, { ...others, six: [api('a3', { title: 'blue' })] });
    expect((await ids(source, 'red')).sort()).toEqual(['x/a1', 'x/b1', 'x/c1', 'x/d1', 'x/e1']);
    expect(read).toEqual(['six', 'one']);
    expect(notices).toEqual([{ collection: 'x', reason: 'outdated' }]);
    expect(await ids(source, 'blue')).toEqual(['x/a3']);
  });

  it('updates to what making it anew gives, over many changes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat({ max: 5 }), apisOf('x')), { maxLength: 8 }),
        requests,
        async (changes, request) => {
          const folder = newFolder();
          let documents: Documents = {};
          const versions = [[6, []] as const, ...changes];
          for (const [place, apis] of versions) {
            const name = `d${place}`;
            // Ids are of one document each; tools are not.
            documents = { ...documents, [name]: apis.map(each => ({ ...each, id: `x/${name}/${each.id.slice(2)}` })) };
            if (apis.length === 1) delete (documents as Record<string, unknown>)[name];
            const updated = await found(sourceOf(folder, documents).source, request);
            expect(updated).toEqual(await found(sourceOf(newFolder(), documents).source, request));
          }
          const parts = (await readLexicalFile(lexicalPath(folder, 'x')))!.parts;
          expect(parts.length).toBeLessThanOrEqual(4);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('makes it anew where the source does not tell of documents', async () => {
    const folder = newFolder();
    const tell = (title: string) => {
      const { documents: _, ofDocument: __, ...source } = sourceOf(folder, { one: [api('a', { title })] }).source;
      return source;
    };
    expect(await ids(tell('red'), 'red')).toEqual(['x/a']);
    expect(await ids(tell('blue'), 'red')).toEqual([]);
  });

  it('refuses names that are no collection names, and stops when told to', async () => {
    const { source } = sourceOf(newFolder(), {});
    await expect(openLexical({ ...source, collections: [{ name: '../x', fingerprint: '' }] })).rejects.toMatchObject({
      code: 'bad-collection-name',
    });
    const stopped = { ...source, signal: AbortSignal.abort(new Error('stopped')) };
    await expect(openLexical(stopped)).rejects.toThrow('stopped');
    const controller = new AbortController();
    const endless = function* () {
      for (let i = 0; ; i++) {
        if (i === 10) controller.abort(new Error('enough'));
        yield api(`a${i}`, {});
      }
    };
    const { documents: _, ofDocument: __, ...plain } = source;
    await expect(openLexical({ ...plain, rebuild: endless, signal: controller.signal })).rejects.toThrow('enough');
    expect(() => readdirSync(source.folder)).toThrow();
  });
});
