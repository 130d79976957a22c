import { expect, it } from 'vitest';
import { seededRandom } from '../../base/index.js';
import { topScored } from './top-scored.js';

it('topScored agrees with sorting everything', () => {
  const random = seededRandom(4);
  const documents = Uint32Array.from(random.shuffle(Array.from({ length: 500 }, (_, document) => document)));
  const scores = Float32Array.from(documents, () => random.integer(60) / 30 - 1); // many are equal
  const sorted = Array.from(documents, (document, i) => ({ document, score: scores[i] as number })).sort(
    (a, b) => b.score - a.score || a.document - b.document,
  );
  for (const n of [0, 1, 7, 499, 500, 1000]) expect(topScored(documents, scores, n)).toEqual(sorted.slice(0, n));
  expect(topScored(new Uint32Array(), new Float32Array(), 3)).toEqual([]);
});
