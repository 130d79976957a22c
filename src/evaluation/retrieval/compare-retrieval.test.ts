import { expect, it } from 'vitest';
import type { Api } from '../../catalog/index.js';
import type { Retriever } from '../../retrieval/index.js';
import { compareRetrieval } from './compare-retrieval.js';

const always = (...ids: string[]): Retriever => ({
  search: async () => ids.map((id, i) => ({ api: { id } as Api, score: -i })),
});
const queries = ['a', 'a', 'b'].map(id => ({ query: 'q', relevant: new Set([id]), splits: ['s'] }));

it('compares every retriever with the first, over the same queries', async () => {
  const told: string[] = [];
  const { reports, comparisons } = await compareRetrieval({
    queries,
    collection: 'c',
    retrievers: [
      { name: 'right', retriever: always('a', 'b') },
      { name: 'wrong', retriever: always('b', 'a') },
      { name: 'blind', retriever: always() },
    ],
    onScored: name => told.push(name),
  });
  expect(reports.map(report => [report.retriever, report.queries, report.overall.mrr])).toEqual([
    ['right', 3, expect.closeTo(5 / 6, 12)],
    ['wrong', 3, expect.closeTo(2 / 3, 12)],
    ['blind', 3, 0],
  ]);
  expect(comparisons.map(({ first, second }) => [first, second])).toEqual([
    ['right', 'wrong'],
    ['right', 'blind'],
  ]);
  expect(comparisons[0]?.metrics.mrr).toMatchObject({ n: 3, wins: 1, ties: 0, losses: 2, pValue: 1 });
  expect(comparisons[0]?.metrics['recall@5']).toMatchObject({ difference: 0, ties: 3 });
  expect(told).toEqual(['right', 'right', 'right', 'wrong', 'wrong', 'wrong', 'blind', 'blind', 'blind']);
});

it('compares nothing where there is one', async () => {
  const compared = { queries, collection: 'c', retrievers: [{ name: 'one', retriever: always('a') }] };
  expect((await compareRetrieval(compared)).comparisons).toEqual([]);
});
