import { expect, it } from 'vitest';
import { ndcg } from './ndcg.js';

it('gives the worked example', () => {
  expect(ndcg(['a', 'b', 'c'], new Set(['a', 'c']), 3)).toBeCloseTo(0.9197, 4);
});

it.each([
  [['a', 'b'], ['a', 'b'], 2, 1],
  [['b', 'a'], ['a'], 1, 0],
  [['a'], ['a', 'b', 'c'], 1, 1],
  [['a'], ['a', 'b'], 3, 0.6131],
  [[], ['a'], 5, 0],
  [['a'], [], 5, 0],
] as const)('%j, relevant %j, k = %i → %d', (ranking, relevant, k, expected) => {
  expect(ndcg(ranking, new Set(relevant), k)).toBeCloseTo(expected, 4);
});
