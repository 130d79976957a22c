import type { Interval } from './bootstrap.js';

/** Of the normal distribution, for 95 %. */
const z = 1.959963984540054;

/**
 * Score interval of a share, 95 %. Unlike the bootstrap it is not a single point where all or none were counted.
 *
 * @returns [0, 1] for no items, as nothing is known then.
 *
 * Example: 8 of 10 → [0.4902, 0.9433].
 * Source: Wilson 1927, "Probable inference, the law of succession, and statistical inference", JASA 22.
 */
export function wilsonInterval(count: number, total: number): Interval {
  if (total === 0) return [0, 1];
  const share = count / total;
  const middle = share + (z * z) / (2 * total);
  const half = z * Math.sqrt((share * (1 - share)) / total + (z * z) / (4 * total * total));
  const scale = 1 + (z * z) / total;
  return [Math.max(0, (middle - half) / scale), Math.min(1, (middle + half) / scale)];
}
