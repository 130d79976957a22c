import { expect, it } from 'vitest';
import { advantages, calibrated } from './scoring.js';

it('gives nothing to candidates that explain the text alike', () => {
  expect(
    advantages([
      [-1, -2],
      [-1, -2],
    ]),
  ).toEqual([0, 0]);
  expect(advantages([])).toEqual([]);
});

it('compares with the mean probability, token by token, and bounds the loss by one token', () => {
  // Probabilities 0.5 and 0.1: mean 0.3, so log(5/3) = 0.5108 and log(1/3) = -1.0986, cut to -0.3.
  const [better, worse] = advantages([[Math.log(0.5)], [Math.log(0.1)]]);
  expect(better).toBeCloseTo(0.5108, 4);
  expect(worse).toBe(-0.3);
});

it('takes off what candidates have without a request', () => {
  expect(
    calibrated(
      [-3, -5],
      [
        [-1, -6],
        [-3, -8],
      ],
    ),
  ).toEqual([-1, 2]);
  expect(calibrated([-3], [])).toEqual([-3]);
});
