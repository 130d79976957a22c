/**
 * Discounted cumulative gain of the first `k` hits, divided by the best that `k` hits can reach.
 *
 * @returns 0..1. Zero when nothing is relevant, so a query without answers is visible in the mean.
 *
 * Example: ranking [a, b, c], relevant {a, c}, k = 3 → 1.5 / 1.6309 = 0.9197.
 * Source: Järvelin & Kekäläinen 2002, gains in {0, 1}, with the discount log2(rank + 1) of Burges et al. 2005.
 */
export function ndcg(ranking: readonly string[], relevant: ReadonlySet<string>, k: number): number {
  const best = discounted(Math.min(k, relevant.size), () => true);
  return best === 0 ? 0 : discounted(Math.min(k, ranking.length), i => relevant.has(ranking[i] as string)) / best;
}

function discounted(count: number, isRelevant: (position: number) => boolean): number {
  let gain = 0;
  for (let i = 0; i < count; i++) if (isRelevant(i)) gain += 1 / Math.log2(i + 2);
  return gain;
}
