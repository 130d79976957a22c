import { lifted } from './lifted.js';
import type { Retriever } from './retriever.js';

export interface PriorOptions {
  /** How much a prior counts, in spreads of the scores; see `lifted`. */
  readonly weight?: number;
}

/** What priors add is called so in `why`. */
export const pastCallsFeature = 'past calls';

/**
 * Lifts what was of use before, by `ln(1 + prior)`. `prior` says how often each API was, by id; what is not in it stays as
 * it is. Nothing becomes a hit that was none, and without a prior nothing changes.
 */
export function withPriors(
  retriever: Retriever,
  prior: ReadonlyMap<string, number>,
  { weight = 0.2 }: PriorOptions = {},
): Retriever {
  if (prior.size === 0) return retriever;
  const evidence = { value: ({ id }: { readonly id: string }) => Math.max(0, prior.get(id) ?? 0), further: [] };
  return lifted(retriever, { feature: pastCallsFeature, weight, gain: Math.log1p, evidence: async () => evidence });
}
