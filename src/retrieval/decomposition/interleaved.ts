import type { Hit } from '../retriever.js';

/**
 * One ranking of several: first the first hits of all rankings in their order, then the second ones, and so on; an API
 * that is there already is skipped, and so is a variant of it. So an API at place `r` of any of `n` rankings is among the
 * first `r × n`. The score of a hit is one over its new place.
 */
export function interleaved(rankings: readonly (readonly Hit[])[], k: number): readonly Hit[] {
  return takenInTurn(rankings, k).map((hit, place) => ({ ...hit, score: 1 / (place + 1) }));
}

/** The hits of `interleaved` as they are in their own rankings. */
export function takenInTurn(rankings: readonly (readonly Hit[])[], k: number): readonly Hit[] {
  const taken: Hit[] = [];
  const known = new Set<string>();
  const depth = Math.max(0, ...rankings.map(ranking => ranking.length));
  for (let place = 0; place < depth; place++) {
    for (const hit of rankings.flatMap(ranking => ranking[place] ?? [])) {
      if (taken.length >= k) return taken;
      if (known.has(hit.api.id)) continue;
      for (const id of [hit.api.id, ...(hit.variants ?? [])]) known.add(id);
      taken.push(hit);
    }
  }
  return taken;
}
