import type { Api } from '../../catalog/index.js';
import { type ApiFilter, passes } from '../api-filter.js';
import { type DistinctId, distinctHits, type RankedId } from '../distinct-hits.js';
import type { Hit, Retriever } from '../retriever.js';
import type { RetrieverSource } from '../retriever-source.js';
import { buildLexical, livingPart } from './build-lexical.js';
import { type LexicalOptions, lexical } from './lexical.js';
import { makerOf } from './lexical-collection.js';
import type { LexicalIndex } from './lexical-index.js';
import { type LexicalWeights, lexicalWeights } from './lexical-weights.js';
import { type OpenLexicalOptions, openLexical } from './open-lexical.js';

type Load = RetrieverSource['load'];

/** A retriever over the fielded index alone; opens, updates or makes the collections' indexes first. */
export async function lexicalRetriever(source: RetrieverSource, options: OpenLexicalOptions = {}): Promise<Retriever> {
  return retrieverOfIndex(await openLexical(source, options), ids => source.load(ids), source.variants);
}

/** A retriever over APIs that are in memory, without files: for one's own functions, and for tests. */
export async function lexicalOver(
  apis: readonly Api[],
  options: LexicalOptions & { readonly weights?: LexicalWeights } = {},
): Promise<Retriever> {
  const { weights = lexicalWeights, ...others } = options;
  const names = [...new Set(apis.map(api => api.collection))];
  const collections = await Promise.all(
    names.map(async collection => {
      const own = apis.filter(api => api.collection === collection);
      const parts = [livingPart(await buildLexical(own, weights))];
      return { collection, fingerprint: '', maker: makerOf(weights), sources: new Map<string, string>(), parts };
    }),
  );
  const byId = new Map(apis.map(api => [api.id, api]));
  return retrieverOfIndex(lexical(collections, others), ids => ids.flatMap(id => byId.get(id) ?? []));
}

/** APIs that `load` no longer knows are left out of the hits. */
export function retrieverOfIndex(
  index: LexicalIndex,
  load: Load,
  variants: (id: string) => readonly string[] = () => [],
): Retriever {
  return {
    async search(request, k, { filter = {}, signal } = {}) {
      if (k <= 0) return [];
      const query = index.query(request);
      const mask = index.mask(filter);
      const rank = (most: number): RankedId[] =>
        index.search(query, most, mask).map(({ document, score }) => ({ id: index.id(document), score }));
      const isIn = (id: string) => mask === undefined || mask[index.documentOf(id) ?? mask.length] === 1;
      const alike = (id: string) => variants(id).filter(isIn);
      if (filter.effects === undefined && filter.accepts === undefined) {
        const shown = distinctHits(rank, k, alike);
        return hitsOf(
          shown,
          await loaded(
            load,
            shown.map(({ id }) => id),
          ),
        );
      }
      return searchLoaded(rank, k, alike, load, filter, signal);
    },
  };
}

/** For filters that only whole APIs can tell: takes more and more of the ranking until enough of it passes. */
async function searchLoaded(
  rank: (most: number) => readonly RankedId[],
  k: number,
  variants: (id: string) => readonly string[],
  load: Load,
  filter: ApiFilter,
  signal: AbortSignal | undefined,
): Promise<readonly Hit[]> {
  const known = new Map<string, Api | undefined>();
  const passing = async (ids: readonly string[]) => {
    const unknown = ids.filter(id => !known.has(id));
    const apis = await loaded(load, unknown);
    for (const id of unknown) known.set(id, apis.get(id));
    return new Set(ids.filter(id => passesAs(known.get(id), filter)));
  };
  for (let asked = Math.max(1, k) * 2; ; asked *= 2) {
    signal?.throwIfAborted();
    const ranking = rank(asked);
    const kept = await passing(ranking.map(({ id }) => id));
    const others = await passing([...kept].flatMap(variants));
    const shown = distinctHits(
      most => ranking.filter(({ id }) => kept.has(id)).slice(0, most),
      k,
      id => variants(id).filter(each => others.has(each)),
    );
    if (shown.length >= k || ranking.length < asked) return hitsOf(shown, known);
  }
}

function passesAs(api: Api | undefined, filter: ApiFilter): boolean {
  return api !== undefined && passes(api, filter);
}

async function loaded(load: Load, ids: readonly string[]): Promise<ReadonlyMap<string, Api>> {
  if (ids.length === 0) return new Map();
  return new Map((await load(ids)).map(api => [api.id, api]));
}

function hitsOf(shown: readonly DistinctId[], apis: ReadonlyMap<string, Api | undefined>): Hit[] {
  return shown.flatMap(({ id, score, variants }) => {
    const api = apis.get(id);
    if (api === undefined) return [];
    return [variants.length === 0 ? { api, score } : { api, score, variants }];
  });
}
