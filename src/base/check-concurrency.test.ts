import { expect, it } from 'vitest';
import { checkConcurrency } from './check-concurrency.js';

it('takes whole numbers from 1 on', () => {
  for (const good of [1, 2, 1_000]) expect(checkConcurrency(good)).toBeUndefined();
  for (const bad of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(() => checkConcurrency(bad)).toThrow('a whole number from 1 on');
  }
});
