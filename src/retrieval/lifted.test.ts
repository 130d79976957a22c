import { describe, expect, it } from 'vitest';
import { type Lift, lifted } from './lifted.js';
import { sampleApi } from './retriever.contract.js';
import type { Hit, Retriever } from './retriever.js';

/** Gives these APIs with these scores, whatever is asked, and writes down how many were wanted. */
function fixed(scores: Readonly<Record<string, number>>, given: Partial<Retriever> = {}) {
  const asked: number[] = [];
  const hits = Object.entries(scores).map(([id, score]): Hit => ({ api: sampleApi(id), score }));
  const retriever: Retriever = {
    search: async (_query, k) => {
      asked.push(k);
      return hits.slice(0, k);
    },
    ...given,
  };
  return { retriever, asked };
}

function says(values: Readonly<Record<string, number>>, further: readonly string[] = []): Lift {
  const evidence = { value: ({ id }: { id: string }) => values[id] ?? 0, further: further.map(id => sampleApi(id)) };
  return { feature: 'hearsay', weight: 2, gain: value => value / 10, evidence: async () => evidence };
}

const ranking = async (retriever: Retriever, k = 100) =>
  (await retriever.search('x', k)).map(({ api, score }) => [api.id, score]);

describe('lifted', () => {
  it('adds weight · spread · gain', async () => {
    const { retriever } = fixed({ 'a/1': 10, 'a/2': 8, 'a/3': 6 });
    expect(await ranking(lifted(retriever, says({ 'a/3': 6 })))).toEqual([
      ['a/3', 6 + 2 * 4 * 0.6],
      ['a/1', 10],
      ['a/2', 8],
    ]);
  });

  it('lets what else is known of become a hit, a spread below the last', async () => {
    const { retriever } = fixed(
      { 'a/1': 10, 'a/2': 6 },
      { why: hit => [{ feature: 'words', value: 1, contribution: hit.score }] },
    );
    const more = lifted(retriever, says({ 'b/9': 3, 'a/2': 1 }, ['b/9', 'a/2']));
    const hits = await more.search('x', 5);
    expect(hits.map(({ api, score }) => [api.id, score])).toEqual([
      ['a/1', 10],
      ['a/2', expect.closeTo(6.8)],
      ['b/9', expect.closeTo(4.4)],
    ]);
    expect(more.why!(hits[2]!)).toEqual([{ feature: 'hearsay', value: 3, contribution: expect.closeTo(2.4) }]);
    expect(await ranking(lifted(fixed({}).retriever, says({ 'b/9': 3 }, ['b/9'])))).toEqual([
      ['b/9', expect.closeTo(-0.4)],
    ]);
  });

  it('leaves out what is a variant of a hit', async () => {
    const hit: Hit = { api: sampleApi('a/1'), score: 1, variants: ['a/2'] };
    const retriever: Retriever = { search: async () => [hit] };
    expect(await lifted(retriever, says({ 'a/2': 5 }, ['a/2'])).search('x', 5)).toEqual([hit]);
  });

  it('has fit judged by what the retriever found', async () => {
    const seen: (readonly Hit[])[] = [];
    const fit = (hits: readonly Hit[]) => {
      seen.push(hits);
      return { probability: 0.5, threshold: 0.4 };
    };
    const { retriever } = fixed({ 'a/1': 4, 'a/2': 2 }, { fit });
    const more = lifted(retriever, says({ 'a/2': 9, 'b/1': 9 }, ['b/1']));
    expect(more.fit!(await more.search('x', 5))).toEqual({ probability: 0.5, threshold: 0.4 });
    expect(seen).toEqual([await retriever.search('x', 5)]);
  });

  it('asks as it is asked where there is nothing to say', async () => {
    const { retriever, asked } = fixed({ 'a/1': 4, 'a/2': 2 });
    const silent = lifted(retriever, { ...says({}), evidence: async () => undefined });
    expect(await ranking(silent, 1)).toEqual([['a/1', 4]]);
    expect(await silent.search('x', 0)).toEqual([]);
    expect(asked).toEqual([1]);
  });
});
