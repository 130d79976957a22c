import { type Fit, fitDepth } from '../retrieval/index.js';
import { percent } from './percent.js';

export interface JudgedHits extends Fit {
  readonly hitCount: number;
  /** Words of the request that no hit has. */
  readonly unmatched: readonly string[];
}

/** Whether any of the hits fits, in words; nothing where there are none. */
export function fitLines({ probability, threshold, hitCount, unmatched }: JudgedHits): string[] {
  if (hitCount === 0) return [];
  const chance = percent(probability);
  const those = hitCount < fitDepth ? `the best ${fitDepth}` : 'these'; // it was judged by so many, however few are shown
  const judged =
    probability < threshold
      ? `none of ${those} is likely to fit (${chance})`
      : `${chance} likely that one of ${those} answers it`;
  return [judged, ...(unmatched.length === 0 ? [] : [`no match for: ${unmatched.join(', ')}`])];
}
