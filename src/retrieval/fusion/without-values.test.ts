import { expect, it } from 'vitest';
import { withoutValues } from './without-values.js';

it.each([
  ['convert 12.5 miles to km, label "My Trip"', 'convert miles to km, label'],
  ["How old is 'Ada Lovelace' on 2024-05-01?", 'How old is on?'],
  ['what is 17% of 230', 'what is 17% of 230'],
  ['make an mp3 for the s3 bucket', 'make an mp3 for the s3 bucket'],
  ["don't tell Ann's brother", "don't tell Ann's brother"],
  ['"quoted words only"', '"quoted words only"'],
  ['', ''],
])('%s → %s', (request, left) => {
  expect(withoutValues(request)).toBe(left);
});
