import { describe, expect, it } from 'vitest';
import { numberInWords } from './number-in-words.js';
import { fromRomanNumeral, toRomanNumeral } from './roman-numeral.js';

describe('Roman numerals', () => {
  it('are read as they are written, all of them', () => {
    for (let number = 1; number <= 3999; number += 1) expect(fromRomanNumeral(toRomanNumeral(number))).toBe(number);
  });

  it.each(['IIII', 'VX', 'IC', 'MMMM', 'hello', ''])('refuse %j', numeral => {
    expect(() => fromRomanNumeral(numeral)).toThrow('is not a Roman numeral');
  });
});

describe('numberInWords', () => {
  it.each([
    [0, 'zero'],
    [13, 'thirteen'],
    [20, 'twenty'],
    [100, 'one hundred'],
    [999, 'nine hundred and ninety-nine'],
    [1000, 'one thousand'],
    [1001, 'one thousand and one'],
    [1_000_100, 'one million one hundred'],
    [-7, 'minus seven'],
  ])('writes %d as %s', (number, words) => {
    expect(numberInWords(number)).toBe(words);
  });
});
