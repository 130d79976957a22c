import { expect, it } from 'vitest';
import { brierScore } from './brier-score.js';

it('gives the worked example', () => {
  const labels = [
    { score: 0.9, positive: true },
    { score: 0.4, positive: false },
  ];
  expect(brierScore(labels)).toBeCloseTo(0.085, 12);
});

it.each([
  [[], 0],
  [[{ score: 1, positive: true }], 0],
  [[{ score: 1, positive: false }], 1],
])('%j → %d', (labels, expected) => {
  expect(brierScore(labels)).toBe(expected);
});
