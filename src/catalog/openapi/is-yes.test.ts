import { expect, it } from 'vitest';
import { isYes } from './is-yes.js';

it('reads truth values, also where they are texts', () => {
  expect([true, 'true', 'false', false, undefined, 'yes', 1].map(value => isYes(value))).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
    false,
  ]);
  expect([undefined, 'false', 'x'].map(value => isYes(value, true))).toEqual([true, false, true]);
});
