import { expect, it } from 'vitest';
import { logOdds, replyFit } from './reply-fit.js';

const weights = { bias: 1, retriever: 0.5, model: 2, threshold: 0.4 };
const sure = { meanLogprob: 0, minLogprob: 0 };

it('adds up log odds', () => {
  const fit = replyFit({ none: 0.8, ...sure }, { probability: 0.9, threshold: 0.3 }, weights);
  // 1 + 0.5 ln 9 + 2 ln 0.25 = -0.674
  expect(fit.probability).toBeCloseTo(1 / (1 + Math.exp(0.674)), 3);
  expect(fit.threshold).toBe(0.4);
});

it('takes nobody for certain', () => {
  expect([logOdds(0), logOdds(0.5), logOdds(1)]).toEqual([expect.closeTo(-9.21, 2), 0, expect.closeTo(9.21, 2)]);
});

it('grows with what either says, with the weights that are packaged', () => {
  const chance = (none: number, probability: number) =>
    replyFit({ none, ...sure }, { probability, threshold: 0.3 }).probability;
  expect(chance(0.1, 0.5)).toBeGreaterThan(chance(0.9, 0.5));
  expect(chance(0.5, 0.9)).toBeGreaterThanOrEqual(chance(0.5, 0.1));
});
