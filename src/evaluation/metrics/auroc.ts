/** Something that was given a score and either is what was looked for or is not. */
export interface ScoredLabel {
  readonly score: number;
  readonly positive: boolean;
}

/**
 * Area under the receiver operating characteristic: how often a positive scores above a negative, over all such pairs;
 * equal scores count half.
 *
 * @returns 0..1, 0.5 for scores that tell nothing; undefined unless there are positives and negatives.
 *
 * Example: positives 0.9 and 0.7, negatives 0.8 and 0.7 → (2 + 0.5) / 4 = 0.625.
 * Source: Mann & Whitney 1947; Hanley & McNeil 1982.
 */
export function auroc(labels: readonly ScoredLabel[]): number | undefined {
  return countedAuroc(byScore(labels), () => 1);
}

/** By score, lowest first. */
export function byScore<T extends ScoredLabel>(labels: readonly T[]): T[] {
  return [...labels].sort((a, b) => a.score - b.score);
}

/** As `auroc`, of labels in score order, each there as many times as it counts. */
export function countedAuroc(
  sorted: readonly ScoredLabel[],
  countOf: (position: number) => number,
): number | undefined {
  let positives = 0;
  let negatives = 0;
  let pairs = 0; // in which the positive is above, ties as halves
  for (let start = 0; start < sorted.length; ) {
    let tiedPositives = 0;
    let tiedNegatives = 0;
    let next = start;
    for (; next < sorted.length && sorted[next]?.score === sorted[start]?.score; next++) {
      if (sorted[next]?.positive) tiedPositives += countOf(next);
      else tiedNegatives += countOf(next);
    }
    pairs += tiedPositives * (negatives + tiedNegatives / 2);
    positives += tiedPositives;
    negatives += tiedNegatives;
    start = next;
  }
  return positives === 0 || negatives === 0 ? undefined : pairs / (positives * negatives);
}
