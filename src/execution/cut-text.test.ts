import { describe, expect, it } from 'vitest';
import { cutText } from './cut-text.js';

describe('cutText', () => {
  it('never splits a surrogate pair', () => {
    expect(cutText('ab👍c', 3)).toBe('ab');
    expect(cutText('ab👍c', 4)).toBe('ab👍');
  });
});
