import { describe, expect, it } from 'vitest';
import { jsonArrayItems } from './json-array-items.js';

async function items(text: string, chunkBytes = 1_000, maxItemBytes = 1_000): Promise<unknown[]> {
  const all = Buffer.from(text);
  async function* chunks() {
    for (let i = 0; i < all.length; i += chunkBytes) yield all.subarray(i, i + chunkBytes);
  }
  const found: unknown[] = [];
  for await (const { value } of jsonArrayItems(chunks(), 'x.json', maxItemBytes)) found.push(value);
  return found;
}

describe('jsonArrayItems', () => {
  const values = [{ a: '}]"\\', b: [1, { c: 'ü€😀' }] }, [], { d: null }];

  it.each([1, 2, 3, 7, 1_000])(
    'gives the items, whatever falls on the end of a chunk of %i bytes',
    async chunkBytes => {
      expect(await items(JSON.stringify(values), chunkBytes)).toEqual(values);
      expect(await items(`\uFEFF${JSON.stringify(values, null, 2)}\n`, chunkBytes)).toEqual(values);
      expect(await items('[]', chunkBytes)).toEqual([]);
    },
  );

  it.each([
    ['{"a": 1}', 'x.json: it is no JSON array'],
    ['[1]', 'x.json: it is no JSON array of objects'],
    ['["a"]', 'x.json: it is no JSON array of objects'],
    ['hello', 'x.json: it is no JSON array of objects'],
    ['[{"a": 1}', 'x.json: it ends before the array does'],
    ['', 'x.json: it ends before the array does'],
    ['[{"a"}]', 'x.json: item 0 is no JSON'],
    ['[{}] [{}]', 'x.json: it is no JSON array'],
  ])('refuses %s', async (text, problem) => {
    await expect(items(text)).rejects.toThrow(problem);
  });

  it('holds no item that is too large', async () => {
    const large = JSON.stringify([{ a: 'x'.repeat(5_000) }]);
    await expect(items(large, 100)).rejects.toThrow('x.json: item 0 is larger than 1000 bytes');
  });
});
