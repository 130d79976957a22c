import { expect, it } from 'vitest';
import { Adam, fallingRate } from './adam.js';

it('first moves each weight by the rate, whatever the size of the gradient', () => {
  const weights = Float64Array.of(1, 1, 1);
  new Adam(3).step(weights, Float64Array.of(1000, -0.001, 0), 0.1);
  expect(Array.from(weights, value => Number(value.toFixed(4)))).toEqual([0.9, 1.1, 1]);
});

it('comes to the lowest point', () => {
  const weights = Float64Array.of(5);
  const adam = new Adam(1);
  for (let step = 0; step < 500; step++) {
    adam.step(weights, Float64Array.of(2 * ((weights[0] as number) - 3)), fallingRate(0.1, step, 500));
  }
  expect(weights[0]).toBeCloseTo(3, 3);
});

it('lets the rate fall to nothing', () => {
  expect([0, 50, 100, 120].map(step => Number(fallingRate(0.2, step, 100).toFixed(6)))).toEqual([0.2, 0.1, 0, 0]);
});
