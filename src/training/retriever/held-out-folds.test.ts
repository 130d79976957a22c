import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../base/index.js';
import { heldOutFolds } from './held-out-folds.js';

describe('heldOutFolds', () => {
  const random = seededRandom(1);
  const items = Array.from({ length: 60 }, (_, i) => [`g${i % 12}`, ...(i % 10 === 0 ? [`g${(i + 1) % 12}`] : [])]);
  const folds = heldOutFolds(items, groups => groups, 3, random);

  it('never trains on a group that it tests', () => {
    for (const { train, test } of folds) {
      const tested = new Set(test.flat());
      expect(test.length).toBeGreaterThan(0);
      expect(train.flat().filter(group => tested.has(group))).toEqual([]);
    }
  });

  it('tests every item of one group once, and others at most once', () => {
    const times = (item: string[]) => folds.filter(({ test }) => test.includes(item)).length;
    expect(items.filter(item => item.length === 1).every(item => times(item) === 1)).toBe(true);
    expect(items.every(item => times(item) <= 1)).toBe(true);
  });

  it('does the same for the same seed, whatever order items come in', () => {
    const tested = (order: string[][]) =>
      heldOutFolds(order, groups => groups, 3, seededRandom(4)).map(({ test }) => [...new Set(test.flat())].sort());
    expect(tested([...items].reverse())).toEqual(tested(items));
    expect(heldOutFolds([], () => ['a'], 2, random)).toEqual([
      { train: [], test: [] },
      { train: [], test: [] },
    ]);
  });
});
