import { expect, it } from 'vitest';
import { recall } from './recall.js';

it.each([
  [['a', 'b', 'c'], ['a', 'c', 'd'], 2, 1 / 3],
  [['a', 'b', 'c'], ['a', 'c', 'd'], 3, 2 / 3],
  [['a'], ['a'], 10, 1],
  [['a'], [], 10, 0],
  [[], ['a'], 10, 0],
] as const)('%j, relevant %j, k = %i → %d', (ranking, relevant, k, expected) => {
  expect(recall(ranking, new Set(relevant), k)).toBe(expected);
});
