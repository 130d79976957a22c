import { describe, expect, it } from 'vitest';
import { selectJson } from './select-json.js';

const document = { items: [{ 'first-name': 'Ann', age: 52 }, { age: 25 }], total: 2 };

describe('selectJson', () => {
  it('steps through names and places', async () => {
    expect(await selectJson(document, 'items.0.first-name')).toBe('Ann');
    expect(await selectJson(document, 'total')).toBe(2);
  });

  it('finds nothing where there is nothing, least of all what every object has', async () => {
    for (const path of ['items.7', 'items.length', 'total.x', 'constructor', '__proto__.toString']) {
      expect(await selectJson(document, path)).toBeNull();
    }
  });

  it('takes JMESPath for everything else', async () => {
    expect(await selectJson(document, 'items[?age > `30`].age')).toEqual([52]);
    await expect(selectJson(document, 'items[')).rejects.toThrow();
  });
});
