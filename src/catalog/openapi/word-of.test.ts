import { expect, it } from 'vitest';
import { wordOf } from './word-of.js';

it.each([
  ['a', 'a'],
  [3, '3'],
  [false, 'false'],
  [null, ''],
  [undefined, ''],
  [{ toString: '' }, ''],
  [[{ toString: '' }], ''],
])('the word of %j is %j', (value, word) => {
  expect(wordOf(value)).toBe(word);
});
