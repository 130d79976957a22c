/** An API's id with how well it matches. */
export interface RankedId {
  readonly id: string;
  readonly score: number;
}

export interface DistinctId extends RankedId {
  /** Ids of the others that say nearly the same. */
  readonly variants: readonly string[];
}

/**
 * The `k` best ids of which no two are variants of one another, best first. `search` gives any number of the best ids; it
 * is asked for more as long as variants take the places.
 */
export function distinctHits(
  search: (k: number) => readonly RankedId[],
  k: number,
  variants: (id: string) => readonly string[],
): readonly DistinctId[] {
  for (let asked = k; ; asked *= 2) {
    const found = search(asked);
    const shown: DistinctId[] = [];
    const known = new Set<string>();
    for (const { id, score } of found) {
      if (known.has(id)) continue;
      const all = variants(id);
      for (const each of all) known.add(each);
      shown.push({ id, score, variants: all.filter(each => each !== id) });
    }
    if (shown.length >= k || found.length < asked) return shown.slice(0, k);
  }
}
