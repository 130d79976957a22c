import { expect, it } from 'vitest';
import { lengthCode, lengthOf } from './length-code.js';

it('is exact below 64 and within 2.5 per cent above', () => {
  for (let words = 0; words < 250_000; words = Math.ceil(words * 1.01) + 1) {
    const error = Math.abs(lengthOf(lengthCode(words)) - words);
    expect(error).toBeLessThanOrEqual(words < 64 ? 0 : 0.025 * words);
  }
  expect(lengthCode(Number.MAX_SAFE_INTEGER)).toBe(255);
});
