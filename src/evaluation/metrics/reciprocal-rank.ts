/**
 * One divided by the rank of the first relevant hit, ranks counted from 1.
 *
 * @returns 0..1. Zero when no hit is relevant.
 *
 * Example: ranking [a, b, c], relevant {b, c} → 1 / 2.
 */
export function reciprocalRank(ranking: readonly string[], relevant: ReadonlySet<string>): number {
  const first = ranking.findIndex(id => relevant.has(id));
  return first === -1 ? 0 : 1 / (first + 1);
}
