/** A document with how near it is. */
export interface Scored {
  readonly document: number;
  readonly score: number;
}

/** The `n` best, best first, equal scores by document number. `scores[i]` is that of `documents[i]`. */
export function topScored(documents: ArrayLike<number>, scores: Float32Array, n: number): readonly Scored[] {
  if (n <= 0) return [];
  const ascending = Float32Array.from(scores).sort();
  const bar = ascending[Math.max(0, scores.length - n)] as number;
  const reaching: Scored[] = [];
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i] as number;
    if (score >= bar) reaching.push({ document: documents[i] as number, score });
  }
  return reaching.sort((a, b) => b.score - a.score || a.document - b.document).slice(0, n);
}
