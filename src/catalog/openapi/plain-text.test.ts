import { describe, expect, it } from 'vitest';
import { plainText } from './plain-text.js';

describe('plainText', () => {
  it('drops tags, decodes entities and tidies white space', () => {
    expect(plainText('<p>Gets &amp; sets <b>one</b>&nbsp;pet.<br/>See <https://pets.example>.</p>', 200)).toBe(
      'Gets & sets one pet.\nSee <https://pets.example>.',
    );
  });

  it('keeps comparisons, which are no tags', () => {
    expect(plainText('a < b and c > d', 100)).toBe('a < b and c > d');
  });

  it('removes control and direction characters', () => {
    expect(plainText('a\u0007b\u202Ec&#27;', 100)).toBe('abc\u001B'.replace('\u001B', ''));
  });

  it('cuts at a word', () => {
    expect(plainText('one two three', 9)).toBe('one two…');
  });

  it('reads anything but text as nothing', () => {
    expect([plainText(undefined, 9), plainText({ a: 1 }, 9)]).toEqual(['', '']);
  });
});
