import type { ScoredLabel } from './auroc.js';

/** The labels whose probability lies from `from` up to, but not including, `to`; the last bin includes 1. */
export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Absent where the bin is empty, like `observed`. */
  readonly meanPredicted?: number;
  /** The share of positives. */
  readonly observed?: number;
}

/**
 * What came true of what was given which probability, in bins of equal width; empty bins are there, too.
 *
 * Example: 0.2 (negative), 0.3 (positive) and 0.9 (positive) in two bins → mean 0.25, observed 0.5; mean 0.9, observed 1.
 * Source: Murphy & Winkler 1977.
 */
export function reliability(labels: readonly ScoredLabel[], bins = 10): readonly ReliabilityBin[] {
  const counts = Array.from({ length: bins }, () => ({ count: 0, predicted: 0, positives: 0 }));
  for (const { score, positive } of labels) {
    const bin = counts[Math.min(bins - 1, Math.max(0, Math.floor(score * bins)))];
    if (bin === undefined) continue; // not a number
    bin.count += 1;
    bin.predicted += score;
    if (positive) bin.positives += 1;
  }
  return counts.map(({ count, predicted, positives }, i) => ({
    from: i / bins,
    to: (i + 1) / bins,
    count,
    ...(count === 0 ? {} : { meanPredicted: predicted / count, observed: positives / count }),
  }));
}

/**
 * Mean distance between what was predicted and what was observed, each bin as heavy as it is full.
 *
 * @returns 0..1, 0 is best; depends on the number of bins. Zero for empty bins.
 *
 * Example: the two bins above → 2/3 × |0.25 − 0.5| + 1/3 × |0.9 − 1| = 0.2.
 * Source: Naeini, Cooper & Hauskrecht 2015.
 */
export function expectedCalibrationError(bins: readonly ReliabilityBin[]): number {
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  const parts = bins.map(
    ({ count, meanPredicted = 0, observed = 0 }) => (count / Math.max(1, total)) * Math.abs(meanPredicted - observed),
  );
  return parts.reduce((sum, part) => sum + part, 0);
}
