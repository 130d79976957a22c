import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../base/index.js';
import { nearestBySigns } from './nearest-by-signs.js';

function distance(a: Uint32Array, b: Uint32Array): number {
  return a.reduce((sum, word, i) => sum + ((word ^ (b[i] as number)) >>> 0).toString(2).replaceAll('0', '').length, 0);
}

describe('nearestBySigns', () => {
  it('gives all that are as near as the n-th, in document order', () => {
    const signs = Uint32Array.of(0b111, 0b000, 0b001, 0b010, 0xffffffff);
    expect([...nearestBySigns(Uint32Array.of(0), [{ signs }], 2)]).toEqual([1, 2, 3]);
    expect([...nearestBySigns(Uint32Array.of(0), [{ signs }], 1)]).toEqual([1]);
    expect([...nearestBySigns(Uint32Array.of(0), [{ signs }], 9)]).toEqual([0, 1, 2, 3, 4]);
    expect([...nearestBySigns(Uint32Array.of(0), [], 9)]).toEqual([]);
  });

  it('agrees with counting bits one by one, over several sets', () => {
    const random = seededRandom(3);
    const word = () => Math.floor(random.next() * 2 ** 32);
    const sets = [200, 0, 57].map(count => ({ signs: Uint32Array.from({ length: count * 3 }, word) }));
    const all = sets.flatMap(({ signs }) =>
      Array.from({ length: signs.length / 3 }, (_, i) => signs.subarray(i * 3, i * 3 + 3)),
    );
    const query = Uint32Array.of(word(), word(), word());
    const distances = all.map(each => distance(query, each));
    const reach = [...distances].sort((a, b) => a - b)[19] as number;
    const expected = distances.flatMap((each, document) => (each <= reach ? [document] : []));
    expect([...nearestBySigns(query, sets, 20)]).toEqual(expected);
  });
});
