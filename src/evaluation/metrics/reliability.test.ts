import { expect, it } from 'vitest';
import { expectedCalibrationError, reliability } from './reliability.js';

const labels = [
  { score: 0.2, positive: false },
  { score: 0.3, positive: true },
  { score: 0.9, positive: true },
];

it('gives the worked examples', () => {
  const bins = reliability(labels, 2);
  expect(bins).toEqual([
    { from: 0, to: 0.5, count: 2, meanPredicted: 0.25, observed: 0.5 },
    { from: 0.5, to: 1, count: 1, meanPredicted: 0.9, observed: 1 },
  ]);
  expect(expectedCalibrationError(bins)).toBeCloseTo(0.2, 12);
});

it('has ten bins, the empty ones without means, and 1 in the last', () => {
  const bins = reliability([{ score: 1, positive: true }]);
  expect(bins).toHaveLength(10);
  expect(bins[0]).toEqual({ from: 0, to: 0.1, count: 0 });
  expect(bins[9]).toEqual({ from: 0.9, to: 1, count: 1, meanPredicted: 1, observed: 1 });
});

it('says of nothing that nothing is wrong', () => {
  expect(expectedCalibrationError(reliability([]))).toBe(0);
});
