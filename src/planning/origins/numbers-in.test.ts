import { expect, it } from 'vitest';
import { numbersIn } from './numbers-in.js';

it.each<[string, readonly number[]]>([
  ['pay 1,234.50 now', [1234.5]],
  ['1.234,50 Euro', [1234.5]],
  ['it is -5 or 3,5', [-5, 3.5]],
  ['200k and 3 million', [200, 200_000, 3, 3_000_000]],
  ['½ a cup', [0.5]],
  ['nothing', []],
])('finds the digits in "%s"', (text, expected) => {
  expect(numbersIn(text).digits).toEqual(expect.arrayContaining([...expected]));
});

it.each<[string, readonly number[]]>([
  ['twenty-four', [24]],
  ['two hundred and five', [205]],
  ['three thousand two hundred', [3200]],
  ['one million', [1_000_000]],
  ['half a dozen', [0.5, 12]],
  ['zwanzig oder drei', [20, 3]],
  ['the third of a pair', [3, 2]],
])('reads the words in "%s"', (text, expected) => {
  expect(numbersIn(text).words).toEqual(expect.arrayContaining([...expected]));
});

it('takes letters behind digits for magnitudes only where they are that', () => {
  expect(numbersIn('5km and 7 boats').digits).toEqual([5, 7]);
});
