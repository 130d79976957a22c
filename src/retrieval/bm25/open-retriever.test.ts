import { appendFileSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Api } from '../../catalog/index.js';
import { plainAnalyzer } from '../analysis/plain-analyzer.js';
import { sampleApi } from '../retriever.contract.js';
import type { RebuildNotice, RetrieverSource } from '../retriever-source.js';
import { openRetriever } from './open-retriever.js';

function sourceOf(fingerprint: string, apis: readonly Api[], folder: string) {
  const notices: RebuildNotice[] = [];
  const source: RetrieverSource = {
    folder,
    collections: [{ name: 'a', fingerprint }],
    load: ids => apis.filter(api => ids.includes(api.id)),
    async *rebuild() {
      yield* apis;
    },
    onRebuild: notice => notices.push(notice),
  };
  return { source, notices };
}

const newFolder = () => join(mkdtempSync(join(tmpdir(), 'capuchin-open-')), 'index');
const red = [sampleApi('a/red', { document: 'red' })];
const blue = [sampleApi('a/blue', { document: 'blue' })];

async function found(source: RetrieverSource, query: string, analyzer = plainAnalyzer) {
  const retriever = await openRetriever(source, analyzer);
  return (await retriever.search(query, 5)).map(hit => hit.api.id);
}

describe('openRetriever', () => {
  it('makes the index once', async () => {
    const { source, notices } = sourceOf('1', red, newFolder());
    expect(await found(source, 'red')).toEqual(['a/red']);
    expect(await found(source, 'red')).toEqual(['a/red']);
    expect(notices).toEqual([{ collection: 'a', reason: 'missing' }]);
    expect(readdirSync(source.folder)).toEqual(['a.plain.bm25']);
  });

  it('makes it anew when the collection, the analyzer or the file has changed', async () => {
    const folder = newFolder();
    await found(sourceOf('1', red, folder).source, 'red');
    const { source, notices } = sourceOf('2', blue, folder);
    expect(await found(source, 'blue')).toEqual(['a/blue']);
    expect(await found(source, 'blue', { ...plainAnalyzer, version: 2 })).toEqual(['a/blue']);
    appendFileSync(join(folder, 'a.plain.bm25'), 'x');
    expect(await found(source, 'blue', { ...plainAnalyzer, version: 2 })).toEqual(['a/blue']);
    expect(notices.map(notice => notice.reason)).toEqual(['outdated', 'outdated', 'damaged']);
  });

  it('refuses names that are no collection names, and stops when told to', async () => {
    const { source } = sourceOf('1', red, newFolder());
    const escaping = { ...source, collections: [{ name: '../a', fingerprint: '1' }] };
    await expect(openRetriever(escaping, plainAnalyzer)).rejects.toMatchObject({ code: 'bad-collection-name' });
    const stopped = { ...source, signal: AbortSignal.abort(new Error('stopped')) };
    await expect(openRetriever(stopped, plainAnalyzer)).rejects.toThrow('stopped');
    expect(() => readdirSync(source.folder)).toThrow();
  });
});
