import { expect, it } from 'vitest';
import { GrowingArray } from './growing-array.js';

it('keeps what is pushed, beyond its first size', () => {
  const numbers = Array.from({ length: 5_000 }, (_, i) => (i * 2_654_435_761) >>> 0);
  const growing = new GrowingArray();
  for (const number of numbers) growing.push(number);
  expect([...growing.values()]).toEqual(numbers);
});
