import type { Fit } from '../retrieval/index.js';

export interface JudgedHits extends Fit {
  readonly hitCount: number;
  /** Words of the request that no hit has. */
  readonly unmatched: readonly string[];
}

/** Whether any of the hits fits, in words; nothing where there are none. */
export function fitLines({ probability, threshold, hitCount, unmatched }: JudgedHits): string[] {
  if (hitCount === 0) return [];
  const chance = percent(probability);
  const those = hitCount === 1 ? 'this' : 'one of these';
  const judged =
    probability < threshold
      ? `${hitCount === 1 ? 'this is not' : 'none of these is'} likely to fit (${chance})`
      : `${chance} likely that ${those} answers it`;
  return [judged, ...(unmatched.length === 0 ? [] : [`no match for: ${unmatched.join(', ')}`])];
}

/** Never all or nothing: it is an estimate. */
export function percent(probability: number): string {
  return `${Math.min(99, Math.max(1, Math.round(probability * 100)))} %`;
}
