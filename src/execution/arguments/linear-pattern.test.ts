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

  it.each(['^(?!x)', '(a)\\1', '[', 'a'.repeat(2001)])(
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

  it('leaves open counts that are too large, and says so', () => {
    const { relaxed, test } = linearPattern('^[a{2000}]{2,2048}\\{9999\\}$');
    expect(relaxed).toBe(true);
    expect(['aa{9999}', `${'a'.repeat(3000)}{9999}`, 'a{9999}', 'aa'].map(test)).toEqual([true, true, false, false]);
    expect(linearPattern('^a{5000}$').test('a'.repeat(999))).toBe(false);
    expect(linearPattern('^a{1000}$').relaxed).toBe(false);
  });

  it('does not look into texts that would take seconds', () => {
    expect(linearPattern('^b+$').test('a'.repeat(10_001))).toBe(true);
  });
});
