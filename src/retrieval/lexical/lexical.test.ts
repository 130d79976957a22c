import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';
import { termsOf } from '../analysis/analyzer.js';
import { apiAnalyzer } from '../analysis/api-analyzer.js';
import { apiFields } from '../analysis/api-fields.js';
import { fieldNames } from '../analysis/field-names.js';
import { sampleApi } from '../retriever.contract.js';
import { type LexicalOptions, lexical } from './lexical.js';
import type { LexicalIndex } from './lexical-index.js';
import { toolKey } from './lexical-segment.js';
import { lexicalWeights } from './lexical-weights.js';
import { countIn, toolCountIn } from './packed-counts.js';
import { apisOf, collectionOf, partOfApis, requests } from './random-apis.contract.js';

const indexOf = async (apis: readonly Api[], options: LexicalOptions = {}) => {
  const names = [...new Set(apis.map(api => api.collection))];
  const ofName = (name: string) => partOfApis(apis.filter(api => api.collection === name));
  return lexical(await Promise.all(names.map(async name => collectionOf(name, await ofName(name)))), options);
};
const found = (index: LexicalIndex, request: string, k = 100) =>
  index.search(index.query(request), k).map(({ document, score }) => ({ id: index.id(document), score }));

/** Impacts by the formula, over plain lists of words; `fields` as [weight, pivot length, words]. */
function slowImpact(term: string, fields: readonly (readonly [number, number, readonly string[]])[]): number {
  const { k1, b } = lexicalWeights;
  let frequency = 0;
  for (const [weight, pivot, words] of fields) {
    const count = Math.min(15, words.filter(word => word === term).length);
    frequency += (weight * count) / (1 - b + (b * words.length) / pivot);
  }
  return frequency === 0 ? 0 : Math.max(1, Math.round((255 * frequency) / (k1 + frequency))) / 255;
}

const pivots = { title: 5, tool: 4, description: 20, toolDescription: 20, category: 3 } as const;
type Named = keyof typeof pivots;
const wordsOf = (api: Api, field: Named) => termsOf(apiAnalyzer, api[field] ?? '');

function slowToolImpact(term: string, apis: readonly Api[]): number {
  const texts = (Object.keys(pivots) as Named[]).map(field => {
    const all = apis.map(api => wordsOf(api, field));
    const isShared = field === 'tool' || field === 'toolDescription' || field === 'category';
    return isShared
      ? { count: Math.max(...all.map(words => countOf(words, term))), length: Math.max(...all.map(w => w.length)) }
      : { count: countOf(all.flat(), term), length: all.flat().length };
  });
  const steps = [0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192];
  const counted = texts.reduce((sum, { count }) => sum + steps.findLast(step => step <= count)!, 0);
  const length = texts.reduce((sum, each) => sum + each.length, 0);
  const { toolK1, toolB } = lexicalWeights;
  const frequency = counted / (1 - toolB + (toolB * length) / 400);
  return frequency === 0 ? 0 : Math.max(1, Math.round((255 * frequency) / (toolK1 + frequency))) / 255;
}

const countOf = (words: readonly string[], term: string) => words.filter(word => word === term).length;
const idf = (total: number, count: number) => (count === 0 ? 0 : Math.log(1 + (total - count + 0.5) / (count + 0.5)));

function slowScores(apis: readonly Api[], terms: readonly (readonly [string, number])[], toolShare: number) {
  const tools = new Map<string, Api[]>();
  const keyOf = (api: Api) => `${api.collection} ${toolKey(api)}`;
  for (const api of apis) tools.set(keyOf(api), [...(tools.get(keyOf(api)) ?? []), api]);
  const scores = new Map<string, number>();
  for (const api of apis) {
    let own = 0;
    let ofTool = 0;
    for (const [term, weight] of terms) {
      const impactIn = (each: Api) =>
        slowImpact(
          term,
          (Object.keys(pivots) as Named[]).map(name => [
            lexicalWeights.fields[name],
            pivots[name],
            wordsOf(each, name),
          ]),
        );
      const n = apis.filter(each => impactIn(each) > 0).length;
      const m = [...tools.values()].filter(each => slowToolImpact(term, each) > 0).length;
      own += weight * idf(apis.length, n) * impactIn(api);
      ofTool += weight * idf(tools.size, m) * slowToolImpact(term, tools.get(keyOf(api))!);
    }
    if (own > 0) scores.set(api.id, own + toolShare * ofTool);
  }
  return scores;
}

describe('lexical', () => {
  it('gives the scores of the formula, best first', async () => {
    await fc.assert(
      fc.asyncProperty(
        apisOf('x'),
        apisOf('x-y'),
        requests,
        fc.constantFrom(0, 0.6, 2),
        async (a, b, request, share) => {
          const apis = [...a, ...b];
          const index = await indexOf(apis, { toolShare: share });
          const terms = index.query(request).terms.map(({ term, weight }) => [term, weight] as const);
          const expected = slowScores(apis, terms, share);
          const hits = found(index, request);
          expect(new Set(hits.map(({ id }) => id))).toEqual(new Set(expected.keys()));
          for (const [i, { id, score }] of hits.entries()) {
            expect(score).toBeCloseTo(expected.get(id)!, 5);
            const before = hits[i - 1];
            if (before === undefined) continue;
            expect(before.score > score || (before.score === score && before.id < id)).toBe(true);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('finds the best k of all, whether it cuts the tail or not', async () => {
    await fc.assert(
      fc.asyncProperty(apisOf('x'), apisOf('y'), requests, fc.nat({ max: 12 }), async (a, b, request, k) => {
        const all = found(await indexOf([...a, ...b], { cutFrom: Number.POSITIVE_INFINITY }), request);
        const cutting = await indexOf([...a, ...b], { cutFrom: 0 });
        expect(found(cutting, request, k)).toEqual(all.slice(0, k));
        expect(found(cutting, request, k)).toEqual(all.slice(0, k)); // ready for the next search
      }),
    );
  });

  it('completes the few that a cut tail can lift', async () => {
    // `rare` tells five of five hundred; `common` is in all and a third of that at most.
    const apis = Array.from({ length: 500 }, (_, i) =>
      sampleApi(`a/${String(i).padStart(3, '0')}`, { title: `common ${i < 5 ? 'rare' : ''}`, tool: `t${i % 50}` }),
    );
    const exhaustive = await indexOf(apis, { cutFrom: Number.POSITIVE_INFINITY });
    const cutting = await indexOf(apis, { cutFrom: 0 });
    for (const k of [1, 3, 5, 6, 100]) {
      expect(found(cutting, 'rare common', k)).toEqual(found(exhaustive, 'rare common', k));
    }
  });

  it('cuts the tail of long requests over many documents without losing any', async () => {
    const random = seededRandom('tail');
    // Of sixty words some are in most documents and some in few, as in any language.
    const words = (count: number) => Array.from({ length: count }, () => `w${Math.floor(60 * random.next() ** 2)}`);
    const apis = Array.from({ length: 600 }, (_, i) =>
      sampleApi(`a/${i}`, {
        title: words(4).join(' '),
        description: words(9).join(' '),
        tool: `t${i % 70}`,
        provider: 'p',
      }),
    );
    const exhaustive = await indexOf(apis, { cutFrom: Number.POSITIVE_INFINITY });
    const cutting = await indexOf(apis, { cutFrom: 0 });
    for (let i = 0; i < 60; i++) {
      const request = words(12).join(' ');
      const k = 1 + (i % 20);
      expect(found(cutting, request, k)).toEqual(found(exhaustive, request, k));
    }
  });

  it('gives the same whichever way APIs are divided, and whatever is dead beside them', async () => {
    await fc.assert(
      fc.asyncProperty(apisOf('x'), apisOf('x'), requests, async (apis, gone, request) => {
        const whole = await indexOf(apis);
        // A tool lives in one part only.
        const tools = [...new Set(apis.map(toolKey))];
        const ofPart = (api: Api) => tools.indexOf(toolKey(api)) % 2;
        const living = new Set(apis.map(api => api.id));
        const dead = gone.filter(api => !living.has(api.id)).map(api => ({ ...api, tool: `old ${api.tool}` }));
        const first = [...apis.filter(api => ofPart(api) === 0), ...dead];
        const parts = [
          await partOfApis(first, api => !living.has(api.id)),
          await partOfApis(apis.filter(api => ofPart(api) === 1)),
        ];
        const divided = lexical([await collectionOf('x', ...parts)]);
        expect([divided.documentCount, divided.toolCount]).toEqual([whole.documentCount, whole.toolCount]);
        const told = (index: LexicalIndex) => {
          const { terms, unmatched } = index.query(request);
          return { unmatched, terms: terms.map(({ numbers: _, ...others }) => others) };
        };
        expect(told(divided)).toEqual(told(whole));
        expect(found(divided, request)).toEqual(found(whole, request));
        for (const api of dead) expect(divided.documentOf(api.id)).toBeUndefined();
        for (const api of apis) expect(divided.id(divided.documentOf(api.id)!)).toBe(api.id);
      }),
    );
  });

  it('says what stands where', async () => {
    const apis = [
      sampleApi('a/1', { title: 'red fish', description: 'a fish, a fish', tool: 'sea', provider: 'p' }),
      sampleApi('a/2', { title: 'blue whale', tool: 'sea', provider: 'p', category: 'fish' }),
      sampleApi('a/3', { title: 'oak', tool: 'wood', provider: 'p', description: 'whale '.repeat(30) }),
    ];
    const index = await indexOf(apis);
    const query = index.query('the whale, a fish and a fish?');
    expect(query.terms.map(({ term, weight, documentCount }) => [term, weight, documentCount])).toEqual([
      ['whal', 1, 2],
      ['fish', 2, 2],
    ]);
    const { counts, lengths, tools, toolPlaces, toolCounts, toolSizes } = index.evidence(query, [2, 0, 1]);
    const named = (packed: number, read: typeof countIn) =>
      Object.fromEntries(fieldNames.map((name, i) => [name, read(packed, i)]).filter(([, count]) => count !== 0));
    expect(Array.from(counts, packed => named(packed, countIn))).toEqual([
      ...[{ description: 15 }, {}],
      ...[{}, { title: 1, description: 2 }],
      ...[{ title: 1 }, { category: 1 }],
    ]);
    expect([...lengths.subarray(8, 16)]).toEqual([2, 1, 2, 0, 0, 0, 0, 0]);
    expect([...tools]).toEqual([1, 0]);
    expect([...toolPlaces]).toEqual([0, 1, 1]);
    expect([...toolSizes]).toEqual([1, 2]);
    expect(Array.from(toolCounts, packed => named(packed, toolCountIn))).toEqual([
      ...[{ description: 12 }, {}],
      ...[{ title: 1 }, { title: 1, description: 2, category: 1 }],
    ]);
    expect([...index.documentsOf(index.toolOf(1))]).toEqual([0, 1]);
  });

  it('keeps to a filter', async () => {
    const apis = [
      sampleApi('a/1', { title: 'rain', provider: 'p', category: 'x' }),
      sampleApi('a/2', { title: 'rain', provider: 'q', category: 'x' }),
      sampleApi('b/1', { title: 'rain', provider: 'p', category: 'y' }),
    ];
    const index = await indexOf(apis);
    const ids = (filter: Parameters<LexicalIndex['mask']>[0]) =>
      index.search(index.query('rain'), 9, index.mask(filter)).map(({ document }) => index.id(document));
    expect(index.mask({})).toBeUndefined();
    expect(ids({ collections: ['b'] })).toEqual(['b/1']);
    expect(ids({ providers: ['p', 'z'] })).toEqual(['a/1', 'b/1']);
    expect(ids({ categories: ['x'], providers: ['q'] })).toEqual(['a/2']);
    expect(ids({ categories: [] })).toEqual([]);
  });

  it('takes a misspelt word for those near to it, at less weight, and says which words it does not know', async () => {
    const index = await indexOf([
      sampleApi('a/1', { title: 'weather forecast' }),
      sampleApi('a/2', { title: 'forest fires' }),
    ]);
    const { terms, unmatched } = index.query('Wheather in getForecst quux');
    expect(terms.map(({ term, closeTo, weight }) => [term, closeTo, weight.toFixed(3)])).toEqual([
      ['weather', 'wheather', '0.438'],
      ['forecast', 'forecst', '0.214'],
      ['forest', 'forecst', '0.214'],
    ]);
    expect(unmatched).toEqual(['get', 'getforecst', 'quux']);
  });

  it('works over nothing', () => {
    const index = lexical([]);
    const query = index.query('red');
    expect([index.documentCount, index.search(query, 3), query.unmatched]).toEqual([0, [], ['red']]);
    expect(index.mask({ providers: ['p'] })).toEqual(new Uint8Array(0));
    expect(apiFields(sampleApi('a/1'))).toEqual([]);
  });
});
