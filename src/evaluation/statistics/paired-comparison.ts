import { type Random, seededRandom } from '../../base/index.js';
import { type BootstrapOptions, bootstrapInterval, type Interval } from './bootstrap.js';

/** How much better the second of two is than the first, over the same items. */
export interface PairedComparison {
  readonly n: number;
  readonly first: number;
  readonly second: number;
  /** Mean of second minus first. */
  readonly difference: number;
  /** Percentile bootstrap of the difference, items drawn together with both their values. */
  readonly interval: Interval;
  /** Of a difference at least as large in either direction, were it chance which of the two got which value. */
  readonly pValue: number;
  /** Items for which the second is better, equal, worse. */
  readonly wins: number;
  readonly ties: number;
  readonly losses: number;
}

/**
 * Compares the values that two methods got for the same items.
 *
 * Example: first [0, 0, 0], second [1, 1, 1] → difference 1, p = 2 / 8: of all ways to give signs to three ones, two
 * have a sum as far from 0.
 */
export function pairedComparison(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  options: BootstrapOptions = {},
): PairedComparison {
  if (first.length !== second.length) throw new RangeError(`${first.length} items cannot pair with ${second.length}`);
  const differences = Float64Array.from(first, (value, i) => (second[i] as number) - value);
  const { resamples = 10_000, random = seededRandom('signs') } = options;
  const count = (is: (difference: number) => boolean) => differences.filter(is).length;
  return {
    n: differences.length,
    first: meanOf(first),
    second: meanOf(second),
    difference: meanOf(differences),
    interval: bootstrapInterval(differences, options),
    pValue: signFlipPValue(differences, resamples, random),
    wins: count(difference => difference > 0),
    ties: count(difference => difference === 0),
    losses: count(difference => difference < 0),
  };
}

/**
 * Two-sided randomisation test: how often random signs give the differences a sum as far from 0 as it is. All signs are
 * tried where there are few enough; otherwise random ones, with the true ones counted among them so that no p is 0.
 *
 * Source: Fisher 1935; for retrieval, Smucker, Allan & Carterette 2007.
 */
export function signFlipPValue(differences: ArrayLike<number>, resamples: number, random: Random): number {
  const sizes = Float64Array.from(differences).filter(difference => difference !== 0); // the others change no sum
  const seen = Math.abs(sizes.reduce((sum, size) => sum + size, 0));
  const isAsFar = (sum: number) => Math.abs(sum) >= seen - 1e-12 * sizes.length; // sums of fractions are rounded
  const all = 2 ** sizes.length;
  let far = 0;
  if (all <= resamples) {
    for (let signs = 0; signs < all; signs++) if (isAsFar(signedSum(sizes, () => signs))) far += 1;
    return far / all;
  }
  const word = () => Math.floor(random.next() * 2 ** 32);
  for (let i = 0; i < resamples; i++) if (isAsFar(signedSum(sizes, word))) far += 1;
  return (far + 1) / (resamples + 1);
}

/** The sum with the signs that the bits say, asked for 32 at a time. */
function signedSum(sizes: Float64Array, nextBits: () => number): number {
  let sum = 0;
  let bits = 0;
  for (let i = 0; i < sizes.length; i++) {
    if (i % 32 === 0) bits = nextBits();
    sum += ((bits >>> (i % 32)) & 1) === 1 ? -(sizes[i] as number) : (sizes[i] as number);
  }
  return sum;
}

function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return values.length === 0 ? 0 : sum / values.length;
}
