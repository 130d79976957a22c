import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TopDocuments } from './top-documents.js';

it('keeps what sorting everything keeps', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 60 }), fc.nat({ max: 20 }), (scores, k) => {
      const top = new TopDocuments(k);
      for (const [document, score] of scores.entries()) top.offer(document, score);
      const sorted = scores
        .map((score, document) => ({ document, score }))
        .sort((a, b) => b.score - a.score || a.document - b.document);
      expect(top.take()).toEqual(sorted.slice(0, k));
      expect(top.take()).toEqual([]);
    }),
  );
});

it('keeps to another order of equal scores, in whichever order documents come', () => {
  const top = new TopDocuments(2, (document, other) => document > other);
  for (const document of [3, 1, 4, 2]) top.offer(document, 5);
  expect(top.take().map(({ document }) => document)).toEqual([4, 3]);
});
