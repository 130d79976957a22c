import fc from 'fast-check';
import { expect, it } from 'vitest';
import { briefWords } from './brief-words.js';

it.each([
  ['The name of the city.', 'city'],
  ['Optional. A string that specifies the unit of temperature', 'unit of temperature'],
  ['Whether or not to include the headers', 'include the headers'],
  ['Number of days, defaults to 3.', 'days'],
  ['Retrieve the weather', 'Retrieve the weather'],
  ['', ''],
])('"%s" becomes "%s"', (description, expected) => {
  expect(briefWords(description, 12)).toBe(expected);
});

it('keeps how a value is written where it is said late', () => {
  const long =
    'Place that the forecast is wanted for, given with its country where that is not clear, such as "Berlin, Germany"';
  expect(briefWords(long, 8)).toBe('Place that the forecast such as "Berlin, Germany"');
});

it('gives at most the words wanted, all of them from the description', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (description, most) => {
      const brief = briefWords(description, most);
      const words = brief.split(' ').filter(word => word !== '');
      expect(words.length).toBeLessThanOrEqual(most);
      expect(brief).not.toMatch(/[\n\r\t\u2028]/);
    }),
  );
});
