import type { RankedId } from '../distinct-hits.js';

/** How many of each ranking are looked at when two are blended. */
export const blendDepth = 300;

/**
 * One ranking out of the best `depth` by words and the best `depth` by vectors: each is stretched to 0..1 over its own
 * candidates, vectors count `weight` times. What is not among a ranking's candidates gets 0 from it, like the last of them.
 * Where there are fewer than `depth`, all that have any evidence are among them, and 0 is no evidence.
 *
 * Anchored in words on purpose: counting places instead of scores lost 4 to 26 points of NDCG@1 with weak vectors. In
 * `npm run bench -- blend` this weight has the highest mean over requests that anybody may learn from.
 */
export function blend(
  words: readonly RankedId[],
  vectors: readonly RankedId[],
  depth = blendDepth,
  weight = 0.5,
): readonly RankedId[] {
  const scores = new Map(stretched(words, depth));
  for (const [id, score] of stretched(vectors, depth)) scores.set(id, (scores.get(id) ?? 0) + weight * score);
  return [...scores].map(([id, score]) => ({ id, score })).sort(byScoreThenId);
}

export function byScoreThenId(a: RankedId, b: RankedId): number {
  return b.score - a.score || (a.id < b.id ? -1 : Number(a.id > b.id));
}

function stretched(ranking: readonly RankedId[], depth: number): [id: string, score: number][] {
  const best = ranking[0]?.score ?? 0;
  const floor = ranking.length < depth ? 0 : (ranking.at(-1)?.score ?? 0);
  const span = best - floor || 1; // all alike: every one of them is the last
  return ranking.map(({ id, score }) => [id, (score - floor) / span]);
}
