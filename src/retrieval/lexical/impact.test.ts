import { expect, it } from 'vitest';
import { impactOf, largestOfEach } from './impact.js';

it('is 255 steps from nothing to all, at least one for any evidence', () => {
  expect([0, 1e-9, 1.2, 3.6, 1e9].map(frequency => impactOf(frequency, 1.2))).toEqual([0, 1, 128, 191, 255]);
});

it('knows the largest of each list', () => {
  expect([...largestOfEach(Uint8Array.of(3, 9, 1, 7), Uint32Array.of(0, 2, 2, 4))]).toEqual([9, 0, 7]);
});
