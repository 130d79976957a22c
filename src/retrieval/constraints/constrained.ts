import type { Api } from '../../catalog/index.js';
import { bothFilters } from '../filtered.js';
import type { Contribution, Hit, Retriever, SearchOptions } from '../retriever.js';
import type { Constraint } from './constraint.js';
import { type Judged, judge, type Screening, screeningOf } from './screening.js';

export interface ConstrainedOptions {
  /** What becomes of APIs whose documents do not say: they come after those that do, or go. Default `keep`. */
  readonly unknown?: 'keep' | 'drop';
  /** How far down what is known to satisfy comes before what is not known to. Default 50. */
  readonly depth?: number;
}

/** What the constraints take from a score is called so in `why`. */
export const unknownFeature = 'constraints not known to be met';

/**
 * The retriever over what meets all constraints. What violates one never is a hit, however deep it must be searched for
 * others; what is known to satisfy them comes before what does not say, with scores that say so. `fit` judges what is left
 * by its own scores; `screening` tells what was read and removed.
 */
export function constrained(
  retriever: Retriever,
  constraints: readonly Constraint[],
  { unknown = 'keep', depth = 50 }: ConstrainedOptions = {},
): Retriever {
  if (constraints.length === 0) return retriever;
  const keepsUnknown = unknown === 'keep';
  const known = new WeakMap<Api, Judged>();
  const own = new WeakMap<Hit, Hit>();
  const screenings = new WeakMap<readonly Hit[], Screening>();
  const { fit, why } = retriever;

  function judged(api: Api): Judged {
    const before = known.get(api) ?? judge(api, constraints);
    known.set(api, before);
    return before;
  }
  const isKept = (api: Api) => {
    const { status } = judged(api);
    return status === 'satisfied' || (keepsUnknown && status === 'unknown');
  };

  async function search(query: string, k: number, options: SearchOptions = {}): Promise<readonly Hit[]> {
    if (k <= 0) return [];
    const most = Math.max(k, depth);
    const first = await retriever.search(query, most, options);
    const kept = first.filter(({ api }) => isKept(api));
    const isDeeper = kept.length < k && first.length >= most;
    const passing = isDeeper
      ? await retriever.search(query, most, { ...options, filter: bothFilters({ accepts: isKept }, options.filter) })
      : kept;
    const hits = satisfiedFirst(passing).slice(0, k);
    const all = first.map(({ api }) => judged(api));
    screenings.set(hits, screeningOf(all, constraints, { keepsUnknown, isLeft: hits.length > 0 }));
    return hits;
  }

  function satisfiedFirst(hits: readonly Hit[]): readonly Hit[] {
    const satisfied = hits.filter(({ api }) => judged(api).status === 'satisfied');
    const rest = hits.filter(({ api }) => judged(api).status !== 'satisfied');
    const last = satisfied.at(-1)?.score;
    const best = rest[0]?.score;
    if (last === undefined || best === undefined || best < last) return [...satisfied, ...rest];
    const gap = best - last + 1e-6 * (1 + Math.abs(last));
    return [
      ...satisfied,
      ...rest.map(hit => {
        const lowered = { ...hit, score: hit.score - gap };
        own.set(lowered, hit);
        return lowered;
      }),
    ];
  }

  const ownOf = (hit: Hit) => own.get(hit) ?? hit;
  return {
    search,
    screening: hits => screenings.get(hits),
    ...(fit === undefined ? {} : { fit: hits => fit.call(retriever, hits.map(ownOf).sort(byScore)) }),
    ...(why === undefined
      ? {}
      : {
          why(hit: Hit): readonly Contribution[] {
            const before = ownOf(hit);
            const parts = why.call(retriever, before);
            if (before === hit) return parts;
            return [...parts, { feature: unknownFeature, value: 1, contribution: hit.score - before.score }];
          },
        }),
  };
}

function byScore(a: Hit, b: Hit): number {
  return b.score - a.score || (a.api.id < b.api.id ? -1 : 1);
}
