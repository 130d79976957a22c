import { expect, it } from 'vitest';
import { batchesOf } from './batches.js';

it('batchesOf fills batches in order, up to a count and a size', () => {
  const batches = (items: number[]) => batchesOf(items, item => item, { count: 3, size: 10 });
  expect(batches([])).toEqual([]);
  expect(batches([1, 2, 3, 4, 5, 6])).toEqual([[1, 2, 3], [4, 5], [6]]);
  expect(batches([50, 10, 1, 9])).toEqual([[50], [10], [1, 9]]);
});
