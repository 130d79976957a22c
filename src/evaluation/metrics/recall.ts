/**
 * The share of the relevant items that is among the first `k` hits.
 *
 * @returns 0..1. Zero when nothing is relevant.
 *
 * Example: ranking [a, b, c], relevant {a, c, d}, k = 2 → 1 / 3.
 */
export function recall(ranking: readonly string[], relevant: ReadonlySet<string>, k: number): number {
  if (relevant.size === 0) return 0;
  return ranking.slice(0, k).filter(id => relevant.has(id)).length / relevant.size;
}
