import { expect, it } from 'vitest';
import { coverage } from './coverage.js';

it.each([
  [['a', 'b', 'c'], ['a', 'c'], 2, 0],
  [['a', 'b', 'c'], ['a', 'c'], 3, 1],
  [['a'], [], 1, 0],
  [[], ['a'], 1, 0],
] as const)('%j, relevant %j, k = %i → %d', (ranking, relevant, k, expected) => {
  expect(coverage(ranking, new Set(relevant), k)).toBe(expected);
});
