import { expect, it } from 'vitest';
import { isReckoned } from './reckoned.js';

const digits = (...numbers: number[]) => ({ digits: numbers, words: [] });

it.each([
  [30, [0.5]],
  [0.05, [5]],
  [9_000, [9]],
  [-4, [4]],
  [7, [3, 4]],
  [102, [120, 15]],
  [90, [1, 30]],
  [33.33, [100, 3]],
])('%d follows from %j', (value, said) => {
  expect(isReckoned(value, digits(...said))).toBe(true);
});

it.each([
  [52.52, [3]],
  [17, []],
  [4_711, [2]],
])('%d does not follow from %j', (value, said) => {
  expect(isReckoned(value, digits(...said))).toBe(false);
});
