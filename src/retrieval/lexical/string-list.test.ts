import fc from 'fast-check';
import { expect, it } from 'vitest';
import { allStrings, indexOfString, packStrings, sortStrings, stringCount } from './string-list.js';

it('finds every string of a sorted list, and no other', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ unit: 'grapheme' })), fc.string(), (strings, other) => {
      const sorted = sortStrings(strings);
      const list = packStrings(sorted);
      expect(allStrings(list)).toEqual(sorted);
      expect(stringCount(list)).toBe(strings.length);
      for (const [i, each] of sorted.entries()) expect(indexOfString(list, each)).toBe(i);
      expect(indexOfString(list, other)).toBe(sorted.indexOf(other));
    }),
  );
});

it('sorts by bytes also where UTF-16 differs', () => {
  expect(sortStrings(['\u{1f600}', '\uff5e', 'a'])).toEqual(['a', '\uff5e', '\u{1f600}']);
});
