import { expect, it } from 'vitest';
import { unit } from './unit.js';

it('unit gives a vector length 1, and zeros where it has no direction', () => {
  expect([...unit(Float32Array.of(3, 4))].map(each => each.toFixed(6))).toEqual(['0.600000', '0.800000']);
  for (const odd of [0, Number.NaN, Infinity]) expect([...unit(Float32Array.of(odd, 0))]).toEqual([0, 0]);
});
