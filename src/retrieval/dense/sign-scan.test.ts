import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../base/index.js';
import { SignScan } from './sign-scan.js';

/** Over documents of four words each. */
function scanOf(documents: readonly (readonly number[])[]): SignScan {
  const signs = Uint32Array.from([0, 1, 2, 3].flatMap(word => documents.map(each => each[word] ?? 0)));
  return new SignScan(signs, documents.length);
}

const nearest = (query: readonly number[], n: number, documents: readonly (readonly number[])[]) => [
  ...scanOf(documents).nearest(Uint32Array.from([...query, 0, 0, 0, 0].slice(0, 4)), n),
];

describe('SignScan', () => {
  it('gives all that are as near as the n-th, in document order', () => {
    const documents = [[0b111], [0b000], [0b001], [0b010], [0xffffffff]];
    expect(nearest([0], 2, documents)).toEqual([1, 2, 3]);
    expect(nearest([0], 1, documents)).toEqual([1]);
    expect(nearest([0], 9, documents)).toEqual([0, 1, 2, 3, 4]);
    expect(nearest([0], 9, [])).toEqual([]);
  });

  it('counts every bit of four words that differ in all', () => {
    const all = 0xffffffff;
    expect(nearest([all, all, all, all], 1, [[], [0, 0, 0, 1]])).toEqual([1]);
  });

  it('agrees with counting bits one by one, again and again', () => {
    const random = seededRandom(3);
    const words = (count: number) => Array.from({ length: count }, () => Math.floor(random.next() * 2 ** 32));
    const documents = Array.from({ length: 257 }, () => words(8));
    const columns = Array.from({ length: 8 }, (_, word) => documents.map(each => each[word] as number));
    const scan = new SignScan(Uint32Array.from(columns.flat()), documents.length);
    for (const n of [20, 3]) {
      const query = words(8);
      const differing = (document: readonly number[]) =>
        document.reduce((sum, word, i) => sum + ((word ^ query[i]!) >>> 0).toString(2).replaceAll('0', '').length, 0);
      const distances = documents.map(differing);
      const reach = [...distances].sort((a, b) => a - b)[n - 1] as number;
      const expected = distances.flatMap((each, document) => (each <= reach ? [document] : []));
      expect([...scan.nearest(Uint32Array.from(query), n)]).toEqual(expected);
    }
  });
});
