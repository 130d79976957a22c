/** A document with how near it is. */
export interface Scored {
  readonly document: number;
  readonly score: number;
}

/** The `n` best, best first, equal scores by document number. `scores[i]` is that of `documents[i]`. */
export function topScored(documents: Uint32Array, scores: Float32Array, n: number): readonly Scored[] {
  const best: Scored[] = [];
  if (n <= 0) return best;
  let bar = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i] as number;
    if (score < bar) continue; // nearly always, after the first few
    const scored = { document: documents[i] as number, score };
    best.splice(placeOf(scored, best), 0, scored);
    if (best.length > n) best.pop();
    if (best.length === n) bar = (best[n - 1] as Scored).score;
  }
  return best;
}

/** Where it belongs among those that are in order. */
function placeOf({ document, score }: Scored, best: readonly Scored[]): number {
  let low = 0;
  let high = best.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = best[middle] as Scored;
    if (other.score > score || (other.score === score && other.document < document)) low = middle + 1;
    else high = middle;
  }
  return low;
}
