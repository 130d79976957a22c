import { expect, it } from 'vitest';
import { wilsonInterval } from './wilson.js';

it.each([
  [8, 10, [0.4902, 0.9433]],
  [0, 20, [0, 0.1611]],
  [20, 20, [0.8389, 1]],
  [0, 0, [0, 1]],
])('of %i of %i is %j', (count, total, [low, high]) => {
  const interval = wilsonInterval(count, total);
  expect(interval[0]).toBeCloseTo(low as number, 4);
  expect(interval[1]).toBeCloseTo(high as number, 4);
});
