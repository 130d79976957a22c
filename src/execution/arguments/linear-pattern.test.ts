import { describe, expect, it } from 'vitest';
import { linearPattern } from './linear-pattern.js';

describe('linearPattern', () => {
  it.each([
    ['^\\d{3}-\\d{4}$', '555-1234', true],
    ['^\\d{3}-\\d{4}$', '555-12345', false],
    ['b', 'abc', true], // not anchored
    ['^[\\u4e00-\\u9fa5]+$', '世界', true],
    ['^(?<year>\\d{4})$', '2024', true],
    ['^\\p{L}+$', 'Grüße', true],
    ['^.$', '👍', true], // characters, not code units
  ])('%s on %j is %s, as in JavaScript', (pattern, text, matches) => {
    expect(linearPattern(pattern).test(text)).toBe(matches);
    expect(new RegExp(pattern, 'u').test(text)).toBe(matches);
  });

  it.each(['^(?!x)', '(a)\\1', 'a{1001}', '[', 'a'.repeat(2001)])(
    'refuses what cannot be matched in linear time: %.20s',
    pattern => {
      expect(() => linearPattern(pattern)).toThrow();
    },
  );

  it.each(['^(a+)+$', '^(a|a)*$', '(.{1,500}){1,2}[yz]'])('does not hang on %s', pattern => {
    const started = performance.now();
    linearPattern(pattern).test(`${'a'.repeat(9999)}!`);
    expect(performance.now() - started).toBeLessThan(15_000);
  });

  it('does not look into texts that would take seconds', () => {
    expect(linearPattern('^b+$').test('a'.repeat(10_001))).toBe(true);
  });
});
