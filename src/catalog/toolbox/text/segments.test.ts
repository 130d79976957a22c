import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pieces, segmentsOf } from './segments.js';

it('pieces joined are the text, and none is too long or cuts a character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.integer({ min: 2, max: 50 }), (text, longest) => {
      const parts = [...pieces(text, longest)];
      expect(parts.join('')).toBe(text);
      for (const part of parts) {
        expect(part.length).toBeLessThanOrEqual(longest);
        expect(part).not.toMatch(/^[\udc00-\udfff]/);
      }
    }),
  );
});

it('pieces end with sentences where they can', () => {
  expect([...pieces('One two. Three four. Five', 16)]).toEqual(['One two. ', 'Three four. Five']);
});

it('segments are graphemes, words and sentences', () => {
  const segments = (granularity: 'grapheme' | 'word' | 'sentence') =>
    [...segmentsOf('Hé 👨‍👩‍👧. No.', granularity)].map(({ segment }) => segment);
  expect(segments('grapheme')).toEqual(['H', 'é', ' ', '👨‍👩‍👧', '.', ' ', 'N', 'o', '.']);
  expect(segments('sentence')).toEqual(['Hé 👨‍👩‍👧. ', 'No.']);
  expect(segments('word').filter(word => /\p{L}/u.test(word))).toEqual(['Hé', 'No']);
});
