/**
 * Whether everything relevant is among the first `k` hits: without the last of several APIs a request cannot be done.
 *
 * @returns 1 or 0. Zero when nothing is relevant.
 *
 * Example: ranking [a, b, c], relevant {a, c}: k = 2 → 0, k = 3 → 1.
 */
export function coverage(ranking: readonly string[], relevant: ReadonlySet<string>, k: number): number {
  const first = new Set(ranking.slice(0, k));
  return relevant.size > 0 && [...relevant].every(id => first.has(id)) ? 1 : 0;
}
