import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { ImportItem } from '../importer.js';
import { openStore } from './store.js';

/** Keys of the APIs by document; a key may be followed by what it says. */
async function* items(
  documents: Readonly<Record<string, readonly string[]>>,
  hash: string,
): AsyncGenerator<ImportItem> {
  for (const [name, apis] of Object.entries(documents)) {
    yield { kind: 'document', name, hash };
    for (const api of apis) {
      const [key = '', description = ''] = api.split(' ');
      yield {
        kind: 'api',
        draft: {
          key,
          baseName: key,
          provider: 'p',
          tool: 't',
          category: '',
          title: key,
          description,
          parameters: { type: 'object' },
          effect: 'read',
          examples: [],
          source: { uri: 'test:' },
          invocation: { kind: 'code', language: 'none', code: '' },
        },
      };
    }
  }
}

it('says which documents have other APIs than before, and which APIs they have', async () => {
  const store = openStore(join(mkdtempSync(join(tmpdir(), 'capuchin-store-')), 'catalog.db'));
  const imported = async (documents: Readonly<Record<string, readonly string[]>>, hash: string) => {
    await store.import({ name: 'c', importer: 'test', source: 'test:' }, items(documents, hash));
    return store.documentFingerprints('c');
  };
  const first = await imported({ one: ['a', 'b'], two: ['d'], none: [] }, '1');
  expect([...first.keys()].sort()).toEqual(['one', 'two']);
  // Read anew, as a newer importer does, with another hash and in another order.
  expect(await imported({ two: ['d'], one: ['b', 'a'], none: [] }, '2')).toEqual(first);
  const changed = await imported({ two: ['d new'], one: ['b', 'a'] }, '2');
  expect(changed.get('one')).toBe(first.get('one'));
  expect(changed.get('two')).not.toBe(first.get('two'));

  const ids = (document: string) => store.outlinesOf('c', document).map(api => [api.id, api.description]);
  expect(ids('one').sort()).toEqual([
    ['c/a', ''],
    ['c/b', ''],
  ]);
  expect(ids('two')).toEqual([['c/d', 'new']]);
  expect([ids('three'), store.documentFingerprints('d').size]).toEqual([[], 0]);
  store.close();
});
