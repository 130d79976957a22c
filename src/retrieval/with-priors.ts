import type { Contribution, Hit, Retriever } from './retriever.js';

export interface PriorOptions {
  /** How much a prior counts, in spreads of the scores; see `withPriors`. */
  readonly weight?: number;
}

/** What priors add is called so in `why`. */
export const pastCallsFeature = 'past calls';

/** Hits that can change places. */
const depth = 50;
/** Whose distance from the first is the spread of the scores. */
const spreadRank = 10;

/**
 * Lifts what was of use before. `prior` says how often each API was, by id; what is not in it stays as it is.
 *
 *     score'(api) = score(api) + weight · spread · ln(1 + prior(api))
 *
 * The spread is how far the tenth score (or the last) is below the first, so that the weight means the same whatever
 * numbers a retriever gives. The first 50 hits are put in order anew, ties by id; the others come after them as they
 * were. Nothing becomes a hit that was none, and without a prior nothing changes.
 */
export function withPriors(
  retriever: Retriever,
  prior: ReadonlyMap<string, number>,
  { weight = 0.2 }: PriorOptions = {},
): Retriever {
  if (prior.size === 0) return retriever;
  const before = new WeakMap<Hit, Hit>();
  const { fit, why } = retriever;
  const unlifted = (hit: Hit) => before.get(hit) ?? hit;

  return {
    async search(query, k, options) {
      if (k <= 0) return [];
      const found = await retriever.search(query, Math.max(k, depth), options);
      const scale = weight * spreadOf(found);
      const lifted = found.slice(0, depth).map(hit => {
        const more = scale * Math.log1p(Math.max(0, prior.get(hit.api.id) ?? 0));
        if (more === 0) return hit;
        const raised = { ...hit, score: hit.score + more };
        before.set(raised, hit);
        return raised;
      });
      return [...lifted.sort(byScore), ...found.slice(depth)].slice(0, k);
    },
    // Whether anything fits is a matter of the request alone, not of what was asked before.
    ...(fit === undefined ? {} : { fit: hits => fit.call(retriever, hits.map(unlifted).sort(byScore)) }),
    why(hit) {
      const own = unlifted(hit);
      const parts = why?.call(retriever, own) ?? [{ feature: 'score', value: own.score, contribution: own.score }];
      if (own === hit) return parts;
      const value = prior.get(hit.api.id) ?? 0;
      const past: Contribution = { feature: pastCallsFeature, value, contribution: hit.score - own.score };
      return [...parts, past].sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
    },
  };
}

function spreadOf(hits: readonly Hit[]): number {
  const first = hits[0]?.score ?? 0;
  const last = hits[Math.min(spreadRank, hits.length) - 1]?.score ?? first;
  return first - last;
}

function byScore(a: Hit, b: Hit): number {
  return b.score - a.score || (a.api.id < b.api.id ? -1 : 1);
}
