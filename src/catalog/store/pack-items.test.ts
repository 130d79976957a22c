import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ImportItem } from '../importer.js';
import { openapiImporter } from '../openapi/openapi.js';
import { packItems } from './pack-items.js';
import { unpackedItems } from './unpack-items.js';

async function sample(): Promise<ImportItem[]> {
  const items: ImportItem[] = [];
  const source = join(import.meta.dirname, '../openapi/fixtures/pets-2.0.yaml');
  for await (const item of openapiImporter.read(source)) items.push(item);
  return items;
}

async function unpacked(items: readonly ImportItem[]): Promise<ImportItem[]> {
  const all: ImportItem[] = [];
  const stream = (async function* () {
    yield* items;
  })();
  for await (const item of unpackedItems(stream)) all.push(item);
  return all;
}

describe('packed items', () => {
  it('are the same when unpacked, also after a copy between threads, in batches of any size', async () => {
    const items = await sample();
    for (const size of [1, 2, 100]) {
      const packing = packItems(size);
      const packed = [...items.flatMap(item => packing.add(item) ?? []), ...packing.rest()];
      expect(packed.some(({ kind }) => kind === 'packed')).toBe(true);
      const again = await unpacked(structuredClone(packed));
      for (const kind of ['api', 'definition', 'refused', 'warning']) {
        expect(again.filter(item => item.kind === kind)).toEqual(items.filter(item => item.kind === kind));
      }
    }
  });

  it('keep what an API has of its own where the others of its document have something in common', async () => {
    const items = await sample();
    const [first, second] = items.filter(item => item.kind === 'api');
    if (first === undefined || second === undefined) throw new Error('the sample has APIs');
    const { toolDescription: _, ...without } = second.draft;
    const odd: ImportItem = { kind: 'api', draft: { ...without, provider: 'another', category: 'other' } };
    const packing = packItems(10);
    packing.add(first);
    packing.add(odd);
    expect(await unpacked(packing.rest())).toEqual([first, odd]);
  });
});
