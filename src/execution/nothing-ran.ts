import type { Observation, Outcome } from './observation.js';

/** The observation of a call that was stopped before anything ran. */
export function nothingRan(
  outcome: Outcome,
  notes: Partial<Pick<Observation, 'coerced' | 'warnings'>> = {},
): Observation {
  return { ...outcome, provenance: 'none', elapsedMs: 0, coerced: [], ...notes };
}
