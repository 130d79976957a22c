import { expect, it } from 'vitest';
import { percent } from './percent.js';

it('is never all or nothing', () => {
  expect([0, 0.004, 0.126, 0.5, 0.996, 1].map(percent)).toEqual(['1 %', '1 %', '13 %', '50 %', '99 %', '99 %']);
});
