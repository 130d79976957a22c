import { type Random, seededRandom } from '../../base/index.js';

/** Lower and upper bound. */
export type Interval = readonly [low: number, high: number];

export interface BootstrapOptions {
  /** How many samples are drawn. */
  readonly resamples?: number;
  /** How often intervals made like this one hold the true value. */
  readonly confidence?: number;
  readonly random?: Random;
}

/**
 * Percentile bootstrap interval of the mean.
 *
 * @returns [0, 0] for no values, as their mean is given as 0.
 *
 * Example: of [0, 1] a quarter of all samples has mean 0 and a quarter mean 1 → [0, 1].
 * Source: Efron & Tibshirani 1993, An Introduction to the Bootstrap, section 13.3.
 */
export function bootstrapInterval(values: ArrayLike<number>, options: BootstrapOptions = {}): Interval {
  return bootstrapIntervals([values], options)[0] ?? [0, 0];
}

/** One interval for each column, all from the same samples of rows; columns have one length. */
export function bootstrapIntervals(
  columns: readonly ArrayLike<number>[],
  options: BootstrapOptions = {},
): readonly Interval[] {
  const rows = columns[0]?.length ?? 0;
  const mean = (column: ArrayLike<number>) => (counts: Uint32Array) => {
    let sum = 0;
    for (let row = 0; row < rows; row++) sum += (counts[row] as number) * (column[row] as number);
    return sum / rows;
  };
  return bootstrapStatistics(rows, columns.map(mean), options);
}

/** Tells a statistic from how often each row was drawn; undefined where the sample has none. */
export type Statistic = (counts: Uint32Array) => number | undefined;

/** One interval for each statistic, from samples of as many rows as there are, drawn with replacement. */
export function bootstrapStatistics(
  rows: number,
  statistics: readonly Statistic[],
  options: BootstrapOptions = {},
): readonly Interval[] {
  const { resamples = 10_000, confidence = 0.95, random = seededRandom('bootstrap') } = options;
  if (rows === 0) return statistics.map(() => [0, 0]);
  const drawn = statistics.map((): number[] => []);
  const counts = new Uint32Array(rows);
  for (let i = 0; i < resamples; i++) {
    counts.fill(0);
    for (let row = 0; row < rows; row++) (counts[Math.floor(random.next() * rows)] as number)++;
    for (const [j, statistic] of statistics.entries()) {
      const value = statistic(counts);
      if (value !== undefined) drawn[j]?.push(value);
    }
  }
  return drawn.map(values => {
    const sorted = Float64Array.from(values).sort();
    return [quantile(sorted, (1 - confidence) / 2), quantile(sorted, (1 + confidence) / 2)];
  });
}

/** Between the two nearest values as far as the rank lies between theirs (type 7 of Hyndman & Fan 1996). */
function quantile(sorted: Float64Array, share: number): number {
  const rank = share * (sorted.length - 1);
  const below = sorted[Math.floor(rank)] ?? 0;
  return below + (rank - Math.floor(rank)) * ((sorted[Math.ceil(rank)] ?? 0) - below);
}
