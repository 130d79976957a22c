import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ApiDraft } from '../api.js';
import type { ImportItem } from '../importer.js';
import { draftsFingerprint } from './import-collection.js';
import { openStore } from './store.js';

const draft = (key: string, baseName: string, description = ''): ApiDraft => ({
  key,
  baseName,
  provider: 'test',
  tool: 'test',
  category: 'Test',
  title: key,
  description,
  parameters: { type: 'object', properties: {} },
  effect: 'read',
  examples: [],
  source: { uri: 'test:', pointer: key },
  invocation: { kind: 'code', language: 'none', code: '' },
});

async function* items(...drafts: ApiDraft[]): AsyncGenerator<ImportItem> {
  for (const each of drafts) yield { kind: 'api', draft: each };
}

const source = (name: string) => ({ name, importer: 'test', source: 'test:' });

function newStore() {
  const path = join(mkdtempSync(join(tmpdir(), 'capuchin-store-')), 'home', 'catalog.db');
  let clock = Date.UTC(2026, 0, 1);
  return { path, store: openStore(path, { now: () => (clock += 86_400_000) }) };
}

describe('the store', () => {
  it('reports what an import added, changed, removed and left', async () => {
    const { store } = newStore();
    const first = await store.import(source('one'), items(draft('a', 'a'), draft('b', 'b'), draft('c', 'c')));
    expect(first).toMatchObject({ added: 3, changed: 0, unchanged: 0, removed: 0, renamed: 0, refused: [] });

    const second = await store.import(
      source('one'),
      items(draft('a', 'a'), draft('b', 'b', 'new text'), draft('d', 'd')),
    );
    expect(second).toMatchObject({ added: 1, changed: 1, unchanged: 1, removed: 1 });
    expect([...store.apis('one')].map(api => [api.id, api.name, api.description])).toEqual([
      ['one/a', 'a', ''],
      ['one/b', 'b', 'new text'],
      ['one/d', 'd', ''],
    ]);
    expect(store.get(['one/d', 'one/gone', 'one/a']).map(api => api.id)).toEqual(['one/d', 'one/a']);
    store.close();
  });

  it('changes nothing, not even the date, when the same is imported again', async () => {
    const { store } = newStore();
    await store.import(source('one'), items(draft('a', 'a'), draft('b', 'b')));
    const before = store.collections();
    const again = await store.import(source('one'), items(draft('b', 'b'), draft('a', 'a')));
    expect(again).toMatchObject({ added: 0, changed: 0, unchanged: 2, removed: 0 });
    expect(store.collections()).toEqual(before);
    expect(draftsFingerprint('one', [draft('b', 'b'), draft('a', 'a')])).toBe(before[0]?.fingerprint);
    store.close();
  });

  it('names APIs apart across collections, and takes the suffix back when the other goes', async () => {
    const { store } = newStore();
    await store.import(source('one'), items(draft('a', 'search')));
    const second = await store.import(source('two'), items(draft('a', 'search')));
    expect(second.renamed).toBe(1);
    const names = store.names();
    expect(names).toHaveLength(2);
    expect(names.every(name => /^search_[0-9a-f]{6}$/.test(name))).toBe(true);
    expect(names.map(name => store.named(name)?.id).sort()).toEqual(['one/a', 'two/a']);

    expect(store.remove('two')).toBe(true);
    expect(store.remove('two')).toBe(false);
    expect(store.named('search')?.id).toBe('one/a');
    store.close();
  });

  it('refuses a second API of the same key and an illegal name, and keeps the rest', async () => {
    const { store } = newStore();
    const report = await store.import(source('one'), items(draft('a', 'a'), draft('a', 'b'), draft('c', 'not legal')));
    expect(report.added).toBe(1);
    expect(report.refused).toEqual([
      { source: { uri: 'test:', pointer: 'a' }, reason: 'the key "a" is there already' },
      { source: { uri: 'test:', pointer: 'c' }, reason: '"not legal" is not a legal name' },
    ]);
    store.close();
  });

  it('keeps what was there when an import fails or is aborted half-way', async () => {
    const { store, path } = newStore();
    await store.import(source('one'), items(draft('a', 'a')));
    async function* failing(): AsyncGenerator<ImportItem> {
      yield* items(draft('b', 'b'));
      throw new Error('the source broke');
    }
    await expect(store.import(source('one'), failing())).rejects.toThrow('the source broke');
    const stop = new AbortController();
    stop.abort(new Error('stopped'));
    await expect(store.import(source('one'), items(draft('b', 'b')), stop.signal)).rejects.toThrow('stopped');

    const reader = openStore(path, { readOnly: true });
    expect([...reader.apis('one')].map(api => api.id)).toEqual(['one/a']);
    expect(reader.collection('one')).toEqual(store.collection('one'));
    reader.close();
    store.close();
  });

  it('refuses a name that could not name a collection', async () => {
    const { store } = newStore();
    await expect(store.import(source('../x'), items())).rejects.toThrow('cannot name a collection');
    store.close();
  });
});
