import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';
import { passes } from '../api-filter.js';
import { retrieverOver } from '../bm25/bm25-retriever.js';
import { retrieverContract, sampleApi } from '../retriever.contract.js';
import type { Retriever } from '../retriever.js';
import { constrained } from './constrained.js';
import type { Constraint } from './constraint.js';
import { parseWhere } from './parse-where.js';
import { judge } from './screening.js';

/** Finds all APIs, in their order. */
function listed(apis: readonly Api[]): Retriever {
  return {
    search: async (_query, k, { filter = {} } = {}) =>
      apis
        .map((api, i) => ({ api, score: apis.length - i }))
        .filter(({ api }) => passes(api, filter))
        .slice(0, k),
    fit: hits => ({ probability: hits[0]?.score ?? 0, threshold: 0.5 }),
    why: hit => [{ feature: 'place', value: hit.score, contribution: hit.score }],
  };
}

const model = (id: string, params?: string) =>
  sampleApi(id, {
    invocation: { kind: 'code', language: 'python', code: 'load()' },
    document: JSON.stringify({ performance: params === undefined ? {} : { params } }),
  });
const small = parseWhere('params<10M');
const ids = (hits: readonly { readonly api: Api }[]) => hits.map(({ api }) => api.id);

describe('constrained', () => {
  const apis = [model('a', '25M'), model('b'), model('c', '11.7M'), model('d', '5M'), model('e', '3M')];

  it('gives what meets the constraints, then what does not say', async () => {
    const retriever = constrained(listed(apis), small);
    const hits = await retriever.search('x', 10);
    expect(ids(hits)).toEqual(['d', 'e', 'b']);
    expect(hits.map(({ score }) => score)).toEqual([2, 1, expect.closeTo(1, 5)]);
    expect(hits[2]!.score).toBeLessThan(hits[1]!.score);
    expect(retriever.screening?.(hits)).toEqual({
      constraints: ['params<10M'],
      found: 5,
      satisfied: 2,
      unknown: 1,
      removed: 2,
      examples: [
        { id: 'a', name: 'a', reason: 'params<10M: 25M (performance.params: 25M)' },
        { id: 'c', name: 'c', reason: 'params<10M: 11.7M (performance.params: 11.7M)' },
      ],
    });
  });

  it('leaves out what does not say where that is wanted', async () => {
    expect(ids(await constrained(listed(apis), small, { unknown: 'drop' }).search('x', 10))).toEqual(['d', 'e']);
  });

  it('searches deeper than it looks for what is not removed', async () => {
    const retriever = constrained(listed(apis), small, { depth: 2, unknown: 'drop' });
    expect(ids(await retriever.search('x', 1))).toEqual(['d']);
    expect(ids(await constrained(listed(apis), small, { depth: 1 }).search('x', 2))).toEqual(['d', 'b']);
  });

  it('says why nothing is left, and what comes nearest', async () => {
    const retriever = constrained(listed([apis[0]!, apis[2]!]), small);
    const hits = await retriever.search('x', 3);
    expect(hits).toEqual([]);
    expect(retriever.screening?.(hits)?.explanation).toBe(
      '2 found, none meets params<10M; nearest is c with 11.7M (performance.params: 11.7M)',
    );
    const dropping = constrained(listed([apis[0]!, apis[1]!]), small, { unknown: 'drop' });
    expect(dropping.screening?.(await dropping.search('x', 3))?.explanation).toBe(
      '2 found, none is known to meet params<10M; 1 of them do not say; nearest is a with 25M (performance.params: 25M)',
    );
  });

  it('takes for nearest what says most of what it violates least', async () => {
    const both = (id: string, performance: object) => ({ ...model(id), document: JSON.stringify({ performance }) });
    const pool = [
      both('a', { accuracy: 0.699 }),
      both('b', { accuracy: 0.69, params: '2M' }),
      both('c', { params: '40M' }),
    ];
    const retriever = constrained(listed(pool), parseWhere('params<10M,accuracy>=70'), { unknown: 'drop' });
    expect(retriever.screening?.(await retriever.search('x', 3))?.explanation).toBe(
      '3 found, none meets params<10M, accuracy>=70%; nearest is b, but accuracy>=70% with 69% (performance.accuracy: 0.69)',
    );
  });

  it('judges the fit and explains by the scores of the search itself', async () => {
    const retriever = constrained(listed(apis), small);
    const hits = await retriever.search('x', 10);
    expect(retriever.fit?.(hits)).toEqual({ probability: 4, threshold: 0.5 });
    const parts = retriever.why?.(hits[2]!) ?? [];
    expect(parts.map(({ feature }) => feature)).toEqual(['place', 'constraints not known to be met']);
    expect(parts.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(hits[2]!.score);
  });

  it('is the retriever itself without constraints', () => {
    const retriever = listed(apis);
    expect(constrained(retriever, [])).toBe(retriever);
  });

  it('never gives what violates a constraint, and as many as there are', async () => {
    const random = seededRandom('constrained');
    const texts = ['params<10M', 'params>=2M', 'accuracy>50', 'no-key', 'free', 'effect=read'];
    for (let round = 0; round < 200; round++) {
      const pool = Array.from({ length: random.integer(60) }, (_, i) => randomApi(`api/${i}`, random));
      const constraints = random
        .shuffle(texts)
        .slice(0, 1 + random.integer(3))
        .flatMap(parseWhere);
      const unknown = random.pick(['keep', 'drop'] as const);
      const k = 1 + random.integer(20);
      const hits = await constrained(listed(pool), constraints, { unknown, depth: 1 + random.integer(70) }).search(
        'x',
        k,
      );
      const status = (api: Api) => judge(api, constraints).status;
      const kept = pool.filter(api => status(api) === 'satisfied' || (unknown === 'keep' && status(api) === 'unknown'));
      expect(hits.every(({ api }) => kept.includes(api))).toBe(true);
      expect(hits.length).toBe(Math.min(k, kept.length));
      expect(new Set(ids(hits)).size).toBe(hits.length);
      for (const [i, { score }] of hits.slice(1).entries()) expect(score).toBeLessThanOrEqual(hits[i]!.score);
    }
  });
});

function randomApi(id: string, random: ReturnType<typeof seededRandom>): Api {
  const params = random.pick([undefined, '1M', '5M', '50M', 'many']);
  const accuracy = random.pick([null, 0.2, 90, 'n/a']);
  const document = JSON.stringify({ performance: { accuracy, ...(params === undefined ? {} : { params }) } });
  const description = random.pick(['', 'It does not require authentication.', 'A free API.', 'It costs $1 per call.']);
  const effect = random.pick(['read', 'irreversible'] as const);
  return sampleApi(id, { invocation: { kind: 'code', language: 'python', code: '' }, document, description, effect });
}

const met: readonly Constraint[] = [{ kind: 'not-deprecated' }];
retrieverContract('constrained', async apis => constrained(await retrieverOver(apis), met));
