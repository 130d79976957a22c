import type { ScoredLabel } from './auroc.js';

/**
 * Mean squared distance of probabilities from what came true.
 *
 * @returns 0..1, 0 is best; saying 0.5 of everything gives 0.25. Zero for no labels.
 *
 * Example: 0.9 for a positive and 0.4 for a negative → (0.01 + 0.16) / 2 = 0.085.
 * Source: Brier 1950, in its usual form for two outcomes (half of the original's).
 */
export function brierScore(labels: readonly ScoredLabel[]): number {
  if (labels.length === 0) return 0;
  return labels.reduce((sum, { score, positive }) => sum + (score - (positive ? 1 : 0)) ** 2, 0) / labels.length;
}
