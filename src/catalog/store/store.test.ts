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

  describe('a source of several documents', () => {
    const document = (name: string, hash: string): ImportItem => ({ kind: 'document', name, hash });
    async function* stream(...all: ImportItem[]): AsyncGenerator<ImportItem> {
      yield* all;
    }
    const api = (key: string, description = ''): ImportItem => ({ kind: 'api', draft: draft(key, key, description) });

    it('keeps the whole documents of an import that stopped, and goes on from there', async () => {
      const { store } = newStore();
      async function* stopping(): AsyncGenerator<ImportItem> {
        yield* stream(document('one', '1'), api('a'), document('two', '2'), api('b'));
        throw new Error('pulled the plug');
      }
      await expect(store.import(source('all'), stopping())).rejects.toThrow('pulled the plug');
      expect([...store.apis('all')].map(({ name }) => name)).toEqual(['a']);
      expect(store.collection('all')?.apiCount).toBe(1);
      expect([...store.documentHashes('all')]).toEqual([['one', '1']]);

      const report = await store.import(
        source('all'),
        stream({ kind: 'document', name: 'one', hash: '1', unchanged: true }, document('two', '2'), api('b')),
      );
      expect(report).toMatchObject({ documents: { found: 2, unchanged: 1, removed: 0 }, added: 1, unchanged: 1 });
      expect([...store.apis('all')].map(({ name }) => name)).toEqual(['a', 'b']);
      store.close();
    });

    it('removes the documents that the source no longer has, and what only they held', async () => {
      const { store } = newStore();
      await store.import(
        source('all'),
        stream(document('one', '1'), api('a'), document('two', '2'), api('b'), api('c')),
      );
      const report = await store.import(source('all'), stream(document('one', '3'), api('a', 'new')));
      expect(report).toMatchObject({ documents: { found: 1, removed: 1 }, changed: 1, removed: 2 });
      expect([...store.apis('all')].map(({ id }) => id)).toEqual(['all/a']);
      store.close();
    });

    it('refuses an id that an earlier document of the same import has', async () => {
      const { store } = newStore();
      const report = await store.import(
        source('all'),
        stream(document('one', '1'), api('a'), document('two', '2'), api('a'), api('b')),
      );
      expect(report.refused.map(({ reason }) => reason)).toEqual(['the key "a" is there already']);
      expect([...store.apis('all')].map(({ id }) => id)).toEqual(['all/a', 'all/b']);
      store.close();
    });

    it('says again what it refused of a document that did not change', async () => {
      const { store } = newStore();
      const refused: ImportItem = { kind: 'refused', source: { uri: 'test:', pointer: '#/x' }, reason: 'no' };
      await store.import(source('all'), stream(document('one', '1'), refused));
      const again = await store.import(
        source('all'),
        stream({ kind: 'document', name: 'one', hash: '1', unchanged: true }),
      );
      expect(again.refused).toEqual([{ source: { uri: 'test:', pointer: '#/x' }, reason: 'no' }]);
      store.close();
    });

    it('gives APIs the definitions that their document shares, on the side on which they stand', async () => {
      const { store } = newStore();
      const pet = { $ref: '#/$defs/Pet' };
      const sharing: ApiDraft = {
        ...draft('a', 'a'),
        parameters: { type: 'object', properties: { pet } },
        returns: pet,
      };
      const definition = (type: string): ImportItem => ({
        kind: 'definition',
        name: 'Pet',
        arguments: { type },
        returns: { type, title: 'returned' },
      });
      const items = (type: string) =>
        stream(
          document('one', type),
          { kind: 'api', draft: sharing },
          definition(type),
          document('two', 'x'),
          api('b'),
        );
      await store.import(source('all'), items('string'));
      expect(store.named('a')?.parameters).toEqual({ ...sharing.parameters, $defs: { Pet: { type: 'string' } } });
      expect(store.named('a')?.returns).toEqual({ ...pet, $defs: { Pet: { type: 'string', title: 'returned' } } });
      expect([...store.outlines('all')][0]?.parameters).toEqual(sharing.parameters);
      expect(store.get(['all/a'], 'outline')).toEqual([...store.outlines('all')].slice(0, 1));
      expect(store.get(['all/a'])).toEqual([store.named('a')]);
      expect(store.named('b')?.parameters).toEqual({ type: 'object', properties: {} });

      // What an API refers to is part of what it is.
      const before = store.collection('all')?.fingerprint;
      expect(await store.import(source('all'), items('number'))).toMatchObject({ changed: 1, unchanged: 1 });
      expect(store.collection('all')?.fingerprint).not.toBe(before);
      store.close();
    });
  });

  it('knows which APIs are variants: the same operation at nearly the same path in nearly the same words', async () => {
    const { store } = newStore();
    const call = (key: string, path: string, title: string, description: string): ApiDraft => ({
      ...draft(key, key, description),
      title,
      invocation: { kind: 'http', method: 'GET', path, servers: [], parameters: [], security: [] },
    });
    const words = 'Lists the pets of an owner, newest first.';
    await store.import(
      source('one'),
      items(
        call('a', '/v1/owners/{id}/pets', 'listPets', words),
        call('b', '/v2/owners/{owner}/pets', 'listPets', `${words} See https://pets.example/v2.`),
        call('c', '/v1/owners/{id}/pets', 'countPets', words),
        call('d', '/v1/owners/{id}/pets', 'listPets', 'Something else entirely.'),
      ),
    );
    expect(['one/a', 'one/b', 'one/c', 'one/d'].map(store.variants)).toEqual([
      ['one/a', 'one/b'],
      ['one/a', 'one/b'],
      [],
      [],
    ]);
    await store.import(source('one'), items(call('a', '/v1/owners/{id}/pets', 'listPets', words)));
    expect(store.variants('one/a')).toEqual([]);
    store.close();
  });

  it('lets the user say what calls do, for as long as the collection is there', async () => {
    const { store } = newStore();
    await store.import(source('one'), items(draft('a', 'find_a'), draft('b', 'find_b')));
    store.setEffectRules('one', [
      { pattern: 'find_b', effect: 'irreversible' },
      { pattern: 'find_*', effect: 'reversible' },
    ]);
    const effects = () => [...store.apis('one')].map(({ effect }) => effect);
    expect(effects()).toEqual(['reversible', 'irreversible']);
    await store.import(source('one'), items(draft('a', 'find_a', 'new'), draft('b', 'find_b')));
    expect(effects()).toEqual(['reversible', 'irreversible']);
    store.remove('one');
    expect(store.effectRules('one')).toEqual([]);
    store.close();
  });
});
