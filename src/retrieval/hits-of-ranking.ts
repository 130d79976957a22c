import type { Api } from '../catalog/index.js';
import { type ApiFilter, needsWholeApis, passes } from './api-filter.js';
import { type DistinctId, distinctHits, type RankedId } from './distinct-hits.js';
import type { Hit } from './retriever.js';
import type { RetrieverSource } from './retriever-source.js';

/** The ranking of one request. */
export interface Ranking {
  /** Its `most` best ids, best first; a shorter list is the beginning of a longer one. */
  rank(most: number): readonly RankedId[];
  /** Whether an id passes what the ranking has been narrowed to. */
  isIn(id: string): boolean;
}

export interface HitSource {
  readonly load: RetrieverSource['load'];
  readonly variants: (id: string) => readonly string[];
  readonly filter: ApiFilter;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The `k` best of a ranking as whole APIs that pass a filter, variants collapsed. APIs that `load` no longer knows are left
 * out.
 */
export async function hitsOfRanking({ rank, isIn }: Ranking, k: number, source: HitSource): Promise<readonly Hit[]> {
  if (k <= 0) return [];
  const { load, filter } = source;
  const variants = (id: string) => source.variants(id).filter(isIn);
  if (needsWholeApis(filter)) {
    return passingHits(rank, k, { ...source, variants });
  }
  const shown = distinctHits(rank, k, variants);
  const ids = shown.map(({ id }) => id);
  return wholeHits(shown, await loaded(load, ids));
}

/** For filters that only whole APIs can tell: takes more and more of the ranking until enough of it passes. */
async function passingHits(
  rank: Ranking['rank'],
  k: number,
  { load, variants, filter, signal }: HitSource,
): Promise<readonly Hit[]> {
  const known = new Map<string, Api | undefined>();
  const passing = async (ids: readonly string[]) => {
    const unknown = ids.filter(id => !known.has(id));
    const apis = await loaded(load, unknown);
    for (const id of unknown) known.set(id, apis.get(id));
    return new Set(ids.filter(id => passesAs(known.get(id), filter)));
  };
  for (let asked = k * 2; ; asked *= 2) {
    signal?.throwIfAborted();
    const ranking = rank(asked);
    const kept = await passing(ranking.map(({ id }) => id));
    const others = await passing([...kept].flatMap(variants));
    const shown = distinctHits(
      most => ranking.filter(({ id }) => kept.has(id)).slice(0, most),
      k,
      id => variants(id).filter(each => others.has(each)),
    );
    if (shown.length >= k || ranking.length < asked) return wholeHits(shown, known);
  }
}

function passesAs(api: Api | undefined, filter: ApiFilter): boolean {
  return api !== undefined && passes(api, filter);
}

async function loaded(load: HitSource['load'], ids: readonly string[]): Promise<ReadonlyMap<string, Api>> {
  if (ids.length === 0) return new Map();
  return new Map((await load(ids)).map(api => [api.id, api]));
}

function wholeHits(shown: readonly DistinctId[], apis: ReadonlyMap<string, Api | undefined>): Hit[] {
  return shown.flatMap(({ id, score, variants }) => {
    const api = apis.get(id);
    if (api === undefined) return [];
    return [variants.length === 0 ? { api, score } : { api, score, variants }];
  });
}
