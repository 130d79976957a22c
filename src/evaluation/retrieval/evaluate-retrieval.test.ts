import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Api } from '../../catalog/index.js';
import type { Retriever, SearchOptions } from '../../retrieval/index.js';
import { evaluateRetrieval } from './evaluate-retrieval.js';
import { readRetrievalQueries } from './retrieval-queries.js';
import type { ScoredQuery } from './score-rankings.js';

/** Finds, for each query, the ids listed for it. */
function fixed(rankings: Readonly<Record<string, readonly string[]>>): Retriever {
  return {
    search: async (query, k) =>
      (rankings[query] ?? []).slice(0, k).map((id, i) => ({ api: { id } as Api, score: 100 - i })),
  };
}

function fileOf(...rows: unknown[]): string {
  const path = join(mkdtempSync(join(tmpdir(), 'capuchin-queries-')), 'queries.jsonl');
  writeFileSync(path, rows.map(row => `${JSON.stringify(row)}\n`).join(''));
  return path;
}

const perfect = {
  'ndcg@1': 1,
  'ndcg@3': 1,
  'ndcg@5': 1,
  'recall@5': 1,
  'recall@10': 1,
  'coverage@5': 1,
  'coverage@10': 1,
  mrr: 1,
};

describe('evaluateRetrieval', () => {
  it('means over all queries and over each split; what is unknown counts as not found', async () => {
    const queries = fileOf(
      { query_id: 1, query: 'one', relevant_apis: ['a'], paper_split: 'I1-Inst', split: 'G1_instruction', group: 'G1' },
      { query_id: 2, query: ['two'], relevant_apis: ['b', 'gone'], split: 'hard', group: 'hard' },
    );
    const ranking = ['x', 'y', 'z', 'w', 'v', 'b'].map(key => `c/${key}`);
    const report = await evaluateRetrieval({
      queries,
      collection: 'c',
      retriever: fixed({ one: ['c/a'], two: ranking }),
      known: id => id !== 'c/gone',
    });
    const half = {
      'ndcg@1': 0,
      'ndcg@3': 0,
      'ndcg@5': 0,
      'recall@5': 0,
      'recall@10': 0.5,
      'coverage@5': 0,
      'coverage@10': 0,
      mrr: 1 / 6,
    };
    expect(report).toEqual({
      queries: 2,
      queriesWithoutAnswer: 0,
      unknownApis: 1,
      overall: {
        'ndcg@1': 0.5,
        'ndcg@3': 0.5,
        'ndcg@5': 0.5,
        'recall@5': 0.5,
        'recall@10': 0.75,
        'coverage@5': 0.5,
        'coverage@10': 0.5,
        mrr: 7 / 12,
      },
      intervals: Object.fromEntries(Object.keys(perfect).map(name => [name, expect.any(Array)])),
      splits: {
        I1: { queries: 1, ...perfect },
        'I1-Inst': { queries: 1, ...perfect },
        hard: { queries: 1, ...half },
      },
    });
    expect(Object.keys(report.splits)).toEqual(['I1', 'I1-Inst', 'hard']);
    expect(report.intervals).toMatchObject({ 'ndcg@1': [0, 1], mrr: [1 / 6, 1] });
  });

  it('shows queries without answers, and nothing of no queries', async () => {
    const none = { collection: 'c', retriever: fixed({}) };
    const unanswerable = { query: 'q', relevant: new Set<string>(), splits: [] };
    const report = await evaluateRetrieval({ ...none, queries: [unanswerable] });
    expect(report).toMatchObject({ queries: 1, queriesWithoutAnswer: 1, overall: { mrr: 0 } });
    expect(await evaluateRetrieval({ ...none, queries: [] })).toMatchObject({ queries: 0, overall: { mrr: 0 } });
  });

  it('looks no deeper than it is told', async () => {
    const queries = [{ query: 'q', relevant: new Set(['c/b']), splits: [] }];
    const evaluation = { queries, collection: 'c', retriever: fixed({ q: ['c/a', 'c/b'] }) };
    expect((await evaluateRetrieval(evaluation)).overall.mrr).toBe(0.5);
    expect((await evaluateRetrieval({ ...evaluation, depth: 1 })).overall.mrr).toBe(0);
  });

  it('tells of each query, named or numbered, and hands its filter on', async () => {
    const asked: (SearchOptions | undefined)[] = [];
    const retriever: Retriever = {
      async search(query, k, options) {
        asked.push(options);
        return fixed({ q: ['c/a', 'c/b'] }).search(query, k);
      },
    };
    const filter = { accepts: () => true };
    const row = { query: 'q', relevant: new Set(['c/b']), splits: [] };
    const told: ScoredQuery[] = [];
    const onScored = (scored: ScoredQuery) => told.push(scored);
    await evaluateRetrieval({
      queries: [
        { ...row, id: 'x' },
        { ...row, filter },
      ],
      collection: 'c',
      retriever,
      onScored,
    });
    expect(told.map(({ id, ranking, scores }) => [id, ranking, scores.mrr])).toEqual([
      ['x', ['c/a', 'c/b'], 0.5],
      ['2', ['c/a', 'c/b'], 0.5],
    ]);
    expect(asked).toEqual([{}, { filter }]);
  });

  it('trusts no retriever that finds what it should leave out', async () => {
    const queries = [{ query: 'q', relevant: new Set(['c/b']), splits: [], filter: { accepts: () => false } }];
    const evaluation = { queries, collection: 'c', retriever: fixed({ q: ['c/a'] }) };
    await expect(evaluateRetrieval(evaluation)).rejects.toMatchObject({ code: 'filter-ignored' });
  });

  it('judges APIs that count as one once, at the best rank', async () => {
    const queries = [{ query: 'q', relevant: new Set(['call:b']), splits: [] }];
    const judgedAs = (api: Api) => `call:${api.id.slice(2, 3)}`;
    const retriever = fixed({ q: ['c/a1', 'c/a2', 'c/a3', 'c/b1', 'c/b2'] });
    const { overall } = await evaluateRetrieval({ queries, collection: 'c', retriever, judgedAs });
    expect(overall).toMatchObject({ mrr: 0.5, 'recall@5': 1 });
  });

  it('counts what a hit stands for as found with it', async () => {
    const hit = { api: { id: 'c/a' } as Api, score: 1, variants: ['c/a-beta', 'c/a-old'] };
    const queries = [{ query: 'q', relevant: new Set(['c/a-beta']), splits: [] }];
    const retriever: Retriever = { search: async () => [hit] };
    expect((await evaluateRetrieval({ queries, collection: 'c', retriever })).overall.mrr).toBe(1);
  });

  it('stops when told to', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    const evaluation = { collection: 'c', retriever: fixed({}), signal };
    await expect(evaluateRetrieval({ ...evaluation, queries: fileOf({}) })).rejects.toThrow('enough');
  });
});

describe('readRetrievalQueries', () => {
  it('reads ids, as texts', async () => {
    const row = { query: 'q', relevant_apis: [] };
    const read: (string | undefined)[] = [];
    const path = fileOf({ ...row, query_id: 7 }, { ...row, query_id: 'x' }, row);
    for await (const { id } of readRetrievalQueries(path, 'c')) read.push(id);
    expect(read).toEqual(['7', 'x', undefined]);
  });

  it.each([
    [7, 'a query must be a JSON object'],
    [{ relevant_apis: [] }, 'query must be a text'],
    [{ query: 'q', relevant_apis: [3] }, 'relevant_apis must be a list of texts'],
  ])('refuses %j by line', async (row, reason) => {
    const path = fileOf({ query: 'q', relevant_apis: [] }, row);
    const queries = readRetrievalQueries(path, 'c');
    expect(await queries.next()).toEqual({ done: false, value: { query: 'q', relevant: new Set(), splits: [] } });
    await expect(queries.next()).rejects.toThrow(`${path}:2: ${reason}`);
  });
});
