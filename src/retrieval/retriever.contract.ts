import { describe, expect, it } from 'vitest';
import type { Api } from '../catalog/index.js';
import { type ApiFilter, passes } from './api-filter.js';
import type { Retriever } from './retriever.js';

/** The right answers by request, for retrievers that are told them. */
export type Relevant = ReadonlyMap<string, ReadonlySet<string>>;

/** An API for tests; what is not given says nothing. */
export function sampleApi(id: string, given: Partial<Api> = {}): Api {
  return {
    id,
    name: id.replace(/[^a-z0-9]/g, '_'),
    collection: id.split('/')[0] ?? '',
    provider: '',
    tool: '',
    category: '',
    title: '',
    description: '',
    parameters: { type: 'object' },
    effect: 'read',
    examples: [],
    source: { uri: 'test' },
    invocation: { kind: 'function', module: 'test', function: id },
    ...given,
  };
}

const request = 'weather forecast';
// Not in id order, and in two collections whose names sort otherwise than their ids.
const apis = [
  sampleApi('sky/zebra', { description: 'weather forecast of a city', effect: 'irreversible' }),
  sampleApi('sky/apple', { description: 'weather forecast of a city', provider: 'fruit.com' }),
  sampleApi('sky-map/mango', { description: 'weather forecast of a city' }),
  sampleApi('sky/banana', { description: 'weather alone', category: 'fruit' }),
  sampleApi('sky/cherry', { description: 'prices of gold' }),
];
const relevant: Relevant = new Map([[request, new Set(['sky/zebra', 'sky/apple', 'sky-map/mango'])]]);

/** What every retriever promises. `make` gets the APIs to search and the right answers. */
export function retrieverContract(
  name: string,
  make: (apis: readonly Api[], relevant: Relevant) => Promise<Retriever>,
): void {
  describe(`${name} keeps the retriever contract`, () => {
    it('orders by score, ties by id, across collections', async () => {
      const hits = await (await make(apis, relevant)).search(request, 3);
      expect(hits.map(hit => hit.api.id)).toEqual(['sky-map/mango', 'sky/apple', 'sky/zebra']);
      const everything = await (await make(apis, relevant)).search(request, 10);
      for (const [i, { score }] of everything.slice(1).entries())
        expect(score).toBeLessThanOrEqual(everything[i]!.score);
    });

    it('gives at most k hits, the first of any longer list', async () => {
      const retriever = await make(apis, relevant);
      const all = await retriever.search(request, 100);
      for (const k of [0, 1, 2, 3]) expect(await retriever.search(request, k)).toEqual(all.slice(0, k));
    });

    it.each<[string, ApiFilter]>([
      ['collections', { collections: ['sky'] }],
      ['providers', { providers: ['fruit.com', 'other.com'] }],
      ['categories', { categories: ['fruit'] }],
      ['effects', { effects: ['read', 'reversible'] }],
      ['what the caller accepts', { accepts: api => api.id !== 'sky/apple' }],
      ['several at once', { collections: ['sky'], effects: ['read'], accepts: api => api.category === '' }],
      ['nothing', { providers: [] }],
    ])('filters by %s: the same ranking without the others', async (_, filter) => {
      const retriever = await make(apis, relevant);
      const passing = (await retriever.search(request, 100)).filter(hit => passes(hit.api, filter));
      for (const k of [1, 2, 100]) {
        const hits = await retriever.search(request, k, { filter });
        expect(hits.map(hit => hit.api.id)).toEqual(passing.slice(0, k).map(hit => hit.api.id));
      }
    });

    it('gives the whole API', async () => {
      const [hit] = await (await make(apis, relevant)).search(request, 1);
      expect(hit?.api).toEqual(apis[2]);
    });

    it('never gives an API without evidence', async () => {
      const retriever = await make(apis, relevant);
      const ids = (await retriever.search(request, 100)).map(hit => hit.api.id);
      expect(ids).not.toContain('sky/cherry');
      expect(await retriever.search('quux', 10)).toEqual([]);
      expect(await retriever.search('', 10)).toEqual([]);
      expect(await retriever.search('¿…?', 10)).toEqual([]);
    });

    it('finds nothing in an empty collection', async () => {
      expect(await (await make([], new Map())).search(request, 10)).toEqual([]);
    });

    it('answers the same when asked again, and when asked many things at once', async () => {
      const retriever = await make(apis, relevant);
      const first = await retriever.search(request, 10);
      const [again, , once] = await Promise.all([
        retriever.search(request, 10),
        retriever.search('gold', 10),
        retriever.search(request, 10),
      ]);
      expect([again, once]).toEqual([first, first]);
      expect(await (await make([...apis].reverse(), relevant)).search(request, 10)).toEqual(first);
    });
  });
}
