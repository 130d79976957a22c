import type { Interval } from '../statistics/bootstrap.js';
import { wilsonInterval } from '../statistics/wilson.js';

/** How many of `total` were right, and what was wrong with the others. */
export interface Accuracy {
  /** 0 where there is nothing to be right about. */
  readonly accuracy: number;
  readonly total: number;
  readonly correct: number;
  /** Holds the true accuracy in 95 of 100 cases. */
  readonly interval: Interval;
  /** Kind of fault → how often, most frequent first. */
  readonly errors: Readonly<Record<string, number>>;
}

/** Sums up faults, undefined for what was right. */
export function accuracyOf(faults: readonly (string | undefined)[]): Accuracy {
  const counts = new Map<string, number>();
  for (const fault of faults) if (fault !== undefined) counts.set(fault, (counts.get(fault) ?? 0) + 1);
  const total = faults.length;
  const correct = faults.filter(fault => fault === undefined).length;
  const ordered = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return {
    accuracy: total === 0 ? 0 : correct / total,
    total,
    correct,
    interval: wilsonInterval(correct, total),
    errors: Object.fromEntries(ordered),
  };
}
