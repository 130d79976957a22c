import { describe, expect, it } from 'vitest';
import { matchesGlob } from './glob.js';

describe('matchesGlob', () => {
  it.each([
    ['', '', true],
    ['*', '', true],
    ['stripe_*', 'stripe_create_refund', true],
    ['stripe_*', 'my_stripe_create', false],
    ['*delete*', 'files_delete_all', true],
    ['a*b*c', 'a-b-b-c', true],
    ['a*b*c', 'a-c-b', false],
    ['v?', 'v2', true],
    ['v?', 'v', false],
    ['a.c', 'abc', false],
    ['Stripe_*', 'stripe_x', false],
  ])('%j on %j is %s', (pattern, text, matches) => {
    expect(matchesGlob(pattern, text)).toBe(matches);
  });

  it('does not hang on many stars', () => {
    expect(matchesGlob('*a'.repeat(50), 'b'.repeat(5000))).toBe(false);
  });
});
