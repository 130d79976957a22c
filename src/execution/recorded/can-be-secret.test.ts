import { expect, it } from 'vitest';
import { canBeSecret } from './can-be-secret.js';

it('hides what holds anything', () => {
  expect(['a', 0, 17, ['a'], {}].map(canBeSecret)).toEqual([true, true, true, true, true]);
  expect([null, true, false, ''].map(canBeSecret)).toEqual([false, false, false, false]);
});
