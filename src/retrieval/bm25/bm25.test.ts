import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Api } from '../../catalog/index.js';
import { plainAnalyzer } from '../analysis/plain-analyzer.js';
import { sampleApi } from '../retriever.contract.js';
import { bm25 } from './bm25.js';
import { buildSegment } from './build-segment.js';

const segmentOf = (collection: string, apis: readonly Api[]) =>
  buildSegment({ collection, fingerprint: 'f', apis }, plainAnalyzer);

/** The formula, word by word, over plain lists. */
function slowScores(
  documents: ReadonlyMap<string, readonly string[]>,
  query: readonly string[],
  k1: number,
  b: number,
) {
  const all = [...documents.values()];
  const average = all.reduce((sum, words) => sum + words.length, 0) / all.length;
  const scores = new Map<string, number>();
  for (const [id, words] of documents) {
    let score = 0;
    for (const term of query) {
      const frequency = words.filter(word => word === term).length;
      if (frequency === 0) continue;
      const n = all.filter(other => other.includes(term)).length;
      const idf = Math.log(1 + (all.length - n + 0.5) / (n + 0.5));
      score += (idf * (frequency * (k1 + 1))) / (frequency + k1 * (1 - b + (b * words.length) / average));
    }
    if (score > 0) scores.set(id, score);
  }
  return scores;
}

const word = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'gg');
const words = fc.array(word, { maxLength: 12 });
const collections = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom('x', 'x-y', 'x.y', 'x0', 'z'),
    documents: fc.array(words, { maxLength: 8 }),
  }),
  { selector: collection => collection.name, maxLength: 4 },
);

describe('bm25', () => {
  it('gives hand-made scores', async () => {
    const apis = ['red fish', 'red red bird', 'tree'].map((document, i) => sampleApi(`a/${i}`, { document }));
    const index = bm25([await segmentOf('a', apis)]);
    // N = 3, average length 2; red: n = 2, idf ln(1 + 1.5 / 2.5) = 0.4700; fish: n = 1, idf ln(1 + 2.5 / 1.5) = 0.9808.
    // a/0: (0.4700 + 0.9808) · 2.2 / 2.2; a/1: 0.4700 · 4.4 / (2 + 1.2 · (0.25 + 0.75 · 1.5)) = 0.5666.
    const hits = index.search(['red', 'fish', 'cloud'], 5);
    expect(hits.map(({ id, score }) => [id, score.toFixed(4)])).toEqual([
      ['a/0', '1.4508'],
      ['a/1', '0.5666'],
    ]);
  });

  it('scores any division into segments as the formula scores all together', async () => {
    await fc.assert(
      fc.asyncProperty(
        collections,
        words,
        fc.constantFrom([1.2, 0.75], [0, 0.5], [2, 0], [1.5, 1]),
        async (given, query, [k1, b]) => {
          const documents = new Map<string, readonly string[]>();
          const segments = [];
          for (const { name, documents: texts } of given) {
            const apis = texts.map((text, i) => sampleApi(`${name}/${i}`, { document: text.join(' ') }));
            for (const [i, text] of texts.entries()) documents.set(`${name}/${i}`, text);
            segments.push(await segmentOf(name, apis.reverse()));
          }
          const expected = slowScores(documents, query, k1!, b!);
          const index = bm25(segments, { k1: k1!, b: b! });
          const hits = index.search(query, 100);
          expect(hits.length).toBe(expected.size);
          for (const { id, score } of hits) expect(score).toBeCloseTo(expected.get(id)!, 9);
          expect(index.bound(query)).toBeGreaterThanOrEqual((hits[0]?.score ?? 0) - 1e-9);
          for (const [i, hit] of hits.entries()) {
            const before = hits[i - 1];
            if (before === undefined) continue;
            expect(before.score > hit.score || (before.score === hit.score && before.id < hit.id)).toBe(true);
          }
        },
      ),
    );
  });

  it('is ready for the next search', async () => {
    const index = bm25([await segmentOf('a', [sampleApi('a/0', { document: 'red' })])]);
    const first = index.search(['red'], 1);
    expect(index.search(['blue'], 1)).toEqual([]);
    expect(index.search(['red'], Number.POSITIVE_INFINITY)).toEqual(first);
    expect(index.search(['red'], -1)).toEqual([]);
  });

  it('bounds scores by the sum of what each term can add, an unknown one like one of a single document', async () => {
    const apis = ['red blue', 'blue'].map((document, i) => sampleApi(`a/${i}`, { document }));
    const index = bm25([await segmentOf('a', apis)], { k1: 1 });
    const [once, twice] = [2 * Math.log(1 + 1.5 / 1.5), 2 * Math.log(1 + 0.5 / 2.5)];
    expect(index.bound(['red', 'blue', 'blue', 'green'])).toBeCloseTo(once + 2 * twice + once, 9);
    expect(index.bound([])).toBe(0);
  });

  it('works over nothing', () => {
    expect(bm25([]).search(['red'], 3)).toEqual([]);
    expect(bm25([]).bound(['red'])).toBe(0);
  });
});
