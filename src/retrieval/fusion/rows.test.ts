import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inverseRanks, largest, sumOfRows } from './rows.js';

describe('rows', () => {
  it('sums rows of any width, and none', () => {
    expect(sumOfRows(Float64Array.of(1, 2, 3, 4, 5, 6), 2)).toEqual(Float64Array.of(6, 15));
    expect(sumOfRows(new Float64Array(0), 3)).toEqual(Float64Array.of(0, 0, 0));
    expect(sumOfRows(new Float64Array(0), 0)).toEqual(new Float64Array(0));
  });

  it('gives the largest, and something to divide by where there is none', () => {
    expect(largest([1, 3, 2])).toBe(3);
    expect(largest([0, 0])).toBe(1e-9);
    expect(largest([])).toBe(1e-9);
  });

  it('ranks equal values alike', () => {
    expect(inverseRanks([2, 5, 2, 1])).toEqual(Float64Array.of(1 / 2, 1, 1 / 2, 1 / 4));
    expect(inverseRanks([0, 0])).toEqual(Float64Array.of(1, 1));
    expect(inverseRanks([])).toEqual(new Float64Array(0));
  });

  it('ranks by how many are larger', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -3, max: 3 })), values => {
        const slow = values.map(value => 1 / (1 + values.filter(each => each > value).length));
        expect([...inverseRanks(values)]).toEqual(slow);
      }),
    );
  });
});
