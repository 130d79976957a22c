import type { Api } from '../../catalog/index.js';
import { type ApiFilter, passes } from '../api-filter.js';
import type { RankedId } from '../distinct-hits.js';
import type { Hit, SearchOptions } from '../retriever.js';
import type { RetrieverSource } from '../retriever-source.js';

/** Ranks by id, best first, equal scores in id order; `most` is a whole number above 0. */
export type Rank = (most: number) => Promise<readonly RankedId[]>;

/**
 * The `k` best hits out of a ranking that another program makes. It is asked for more as long as variants, APIs that are
 * gone and those that the filter refuses take the places: what a filter accepts may be known only here.
 */
export async function foundHits(
  rank: Rank,
  k: number,
  source: Pick<RetrieverSource, 'load' | 'variants'>,
  options: SearchOptions = {},
): Promise<readonly Hit[]> {
  const wanted = Math.max(0, Math.floor(k));
  if (wanted === 0) return [];
  const { filter = {}, signal } = options;
  for (let most = Math.min(wanted, mostAtOnce); ; most = Math.min(2 * most, mostAtOnce)) {
    signal?.throwIfAborted();
    const ranked = await rank(most);
    const isAll = ranked.length < most || most === mostAtOnce;
    const hits = await hitsOf(ranked, wanted, source, filter);
    if (isAll || hits.length === wanted) return hits;
  }
}

/** No collection is larger, and every engine takes it for a limit. */
const mostAtOnce = 2 ** 30;

async function hitsOf(
  ranked: readonly RankedId[],
  wanted: number,
  source: Pick<RetrieverSource, 'load' | 'variants'>,
  filter: ApiFilter,
): Promise<Hit[]> {
  const hits: Hit[] = [];
  const known = new Set<string>(); // variants of earlier hits
  // Few at a time: of a long ranking only the first are shown.
  for (let start = 0; start < ranked.length && hits.length < wanted; start += wanted) {
    const part = ranked.slice(start, start + wanted);
    const apis = new Map((await source.load(part.map(({ id }) => id))).map(api => [api.id, api]));
    for (const { id, score } of part) {
      const api = apis.get(id);
      if (hits.length === wanted || known.has(id) || api === undefined || !passes(api, filter)) continue;
      const alike = source.variants?.(id) ?? [];
      for (const each of alike) known.add(each);
      hits.push(hitOf(api, score, alike));
    }
  }
  return hits;
}

function hitOf(api: Api, score: number, alike: readonly string[]): Hit {
  const variants = alike.filter(id => id !== api.id);
  return variants.length === 0 ? { api, score } : { api, score, variants };
}
