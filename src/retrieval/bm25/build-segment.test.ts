import { describe, expect, it } from 'vitest';
import { plainAnalyzer } from '../analysis/plain-analyzer.js';
import { sampleApi } from '../retriever.contract.js';
import { buildSegment } from './build-segment.js';
import { documentCount, documentId, findPostings, type Segment } from './segment.js';

const build = (documents: Record<string, string>) =>
  buildSegment(
    {
      collection: 'a',
      fingerprint: 'f',
      apis: Object.entries(documents).map(([id, document]) => sampleApi(`a/${id}`, { document })),
    },
    plainAnalyzer,
  );

function postings(segment: Segment, term: string): [string, number][] {
  const { start, end } = findPostings(segment, Buffer.from(term));
  return Array.from({ length: end - start }, (_, i) => [
    documentId(segment, segment.postingDocuments[start + i]!),
    segment.postingCounts[start + i]!,
  ]);
}

describe('buildSegment', () => {
  it('lists for each term the documents in id order, and how often it stands there', async () => {
    const segment = await build({ z: 'b a b', m: '', c: 'a b' });
    expect(documentCount(segment)).toBe(3);
    expect([...segment.lengths]).toEqual([2, 0, 3]);
    expect(segment.wordCount).toBe(5);
    expect(postings(segment, 'a')).toEqual([
      ['a/c', 1],
      ['a/z', 1],
    ]);
    expect(postings(segment, 'b')).toEqual([
      ['a/c', 1],
      ['a/z', 2],
    ]);
    for (const absent of ['', '0', 'aa', 'c', 'é']) expect(postings(segment, absent)).toEqual([]);
  });

  it('finds every one of many terms', async () => {
    const words = Array.from({ length: 3_000 }, (_, i) => `w${i}`);
    const segment = await build({ all: words.join(' ') });
    for (const word of words) expect(postings(segment, word)).toEqual([['a/all', 1]]);
  });

  it('counts to 65,535', async () => {
    expect(postings(await build({ x: 'a '.repeat(300) }), 'a')).toEqual([['a/x', 300]]);
    expect(postings(await build({ x: 'a '.repeat(70_000) }), 'a')).toEqual([['a/x', 65_535]]);
  });

  it('counts a word of a weighty field more often, also when several words become one term', async () => {
    const api = sampleApi('a/x', { title: 'Run', description: 'running' });
    const fields = [
      { text: api.title, weight: 3 },
      { text: api.description, weight: 1 },
    ];
    const analyzer = { ...plainAnalyzer, fields: () => fields, term: (word: string) => word.slice(0, 3) };
    const segment = await buildSegment({ collection: 'a', fingerprint: 'f', apis: [api] }, analyzer);
    expect(postings(segment, 'run')).toEqual([['a/x', 4]]);
    expect([...segment.lengths]).toEqual([4]);
  });

  it('can be interrupted', async () => {
    const controller = new AbortController();
    const apis = (function* () {
      for (let i = 0; ; i++) {
        if (i === 10) controller.abort(new Error('enough'));
        yield sampleApi(`a/${i}`);
      }
    })();
    const building = buildSegment(
      { collection: 'a', fingerprint: 'f', apis, signal: controller.signal },
      plainAnalyzer,
    );
    await expect(building).rejects.toThrow('enough');
  });
});
