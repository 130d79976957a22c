import { expect, it } from 'vitest';
import { reciprocalRank } from './reciprocal-rank.js';

it.each([
  [['a', 'b', 'c'], ['b', 'c'], 1 / 2],
  [['a'], ['a'], 1],
  [['a'], ['b'], 0],
  [[], [], 0],
] as const)('%j, relevant %j → %d', (ranking, relevant, expected) => {
  expect(reciprocalRank(ranking, new Set(relevant))).toBe(expected);
});
