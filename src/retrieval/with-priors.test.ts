import { describe, expect, it } from 'vitest';
import { retrieverOver } from './bm25/bm25-retriever.js';
import { retrieverContract, sampleApi } from './retriever.contract.js';
import type { Hit, Retriever } from './retriever.js';
import { withPriors } from './with-priors.js';

retrieverContract('withPriors', async apis => withPriors(await retrieverOver(apis), new Map([['sky/cherry', 5]])));

/** Gives these APIs with these scores, whatever is asked. */
function fixed(scores: Readonly<Record<string, number>>, given: Partial<Retriever> = {}): Retriever {
  const hits = Object.entries(scores).map(([id, score]): Hit => ({ api: sampleApi(id), score }));
  return { search: async (_query, k) => hits.slice(0, k), ...given };
}

const ranking = async (retriever: Retriever, k = 100) =>
  (await retriever.search('x', k)).map(({ api, score }) => [api.id, Number(score.toFixed(4))]);

describe('withPriors', () => {
  it('adds weight · spread · ln(1 + prior)', async () => {
    const retriever = withPriors(
      fixed({ 'a/1': 10, 'a/2': 9, 'a/3': 6 }),
      new Map([
        ['a/3', 3],
        ['a/9', 7],
      ]),
      { weight: 1 },
    );
    expect(await ranking(retriever)).toEqual([
      ['a/3', Number((6 + 4 * Math.log(4)).toFixed(4))],
      ['a/1', 10],
      ['a/2', 9],
    ]);
  });

  it('means the same for every scale of scores', async () => {
    const prior = new Map([['a/2', 2]]);
    const order = async (scores: Record<string, number>) =>
      (await ranking(withPriors(fixed(scores), prior, { weight: 0.5 }))).map(([id]) => id);
    expect(await order({ 'a/1': 3, 'a/2': 2.8, 'a/3': 1 })).toEqual(['a/2', 'a/1', 'a/3']);
    expect(await order({ 'a/1': -1, 'a/2': -1.02, 'a/3': -1.2 })).toEqual(['a/2', 'a/1', 'a/3']);
  });

  it('orders ties by id, and gives the first of any longer list', async () => {
    const scores = Object.fromEntries(
      Array.from({ length: 80 }, (_, i) => [`a/${String(i).padStart(2, '0')}`, 80 - i]),
    );
    const retriever = withPriors(
      fixed(scores),
      new Map([
        ['a/40', 50],
        ['a/70', 50],
      ]),
    );
    const all = await ranking(retriever);
    expect(all).toHaveLength(80);
    for (const k of [0, 1, 5, 49, 51, 75]) expect(await ranking(retriever, k)).toEqual(all.slice(0, k));
    expect(all[70]).toEqual(['a/70', 10]); // too far down to be lifted
    const alike = withPriors(fixed({ 'a/1': 1, 'a/2': 1, 'a/3': 1 }), new Map([['a/3', 9]]));
    expect((await ranking(alike)).map(([id]) => id)).toEqual(['a/3', 'a/1', 'a/2']);
  });

  it('shows its own part, and has the rest explained as if it were not there', async () => {
    const seen: number[] = [];
    const retriever = withPriors(
      fixed(
        { 'a/1': 4, 'a/2': 2 },
        {
          fit: hits => ({ probability: hits[0]!.score / 10, threshold: 0.5 }),
          why: hit => {
            seen.push(hit.score);
            return [{ feature: 'words', value: 1, contribution: hit.score }];
          },
        },
      ),
      new Map([['a/2', 6]]),
      { weight: 1 },
    );
    const hits = await retriever.search('x', 2);
    expect(hits.map(({ api }) => api.id)).toEqual(['a/2', 'a/1']);
    const parts = retriever.why!(hits[0]!);
    expect(parts).toEqual([
      { feature: 'past calls', value: 6, contribution: expect.closeTo(2 * Math.log(7)) },
      { feature: 'words', value: 1, contribution: 2 },
    ]);
    expect(parts.reduce((sum, part) => sum + part.contribution, 0)).toBeCloseTo(hits[0]!.score);
    expect(retriever.why!(hits[1]!)).toEqual([{ feature: 'words', value: 1, contribution: 4 }]);
    expect(seen).toEqual([2, 4]);
    expect(retriever.fit!(hits)).toEqual({ probability: 0.4, threshold: 0.5 });
  });

  it('is the retriever itself without a prior', () => {
    const retriever = fixed({});
    expect(withPriors(retriever, new Map())).toBe(retriever);
  });
});
