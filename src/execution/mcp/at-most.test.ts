import { expect, it } from 'vitest';
import { atMost } from './at-most.js';

it('waits for what settles, and not for what does not', async () => {
  expect(await atMost(Promise.resolve('done'), 10_000)).toBe(true);
  expect(await atMost(new Promise(() => {}), 1)).toBe(false);
  await expect(atMost(Promise.reject(new Error('no')), 10_000)).rejects.toThrow('no');
});
