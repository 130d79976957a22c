/**
 * Weight of the longest common subsequence of two lists of words, as a share of both: 2 · lcs / (a + b), where lists and
 * subsequence weigh what their words weigh. 1 for equal lists, 0 for lists without a word in common, 1 for two empty ones.
 *
 * Example: `set an alarm for 7` and `set an alarm for 9`, all words weighing 1: 2 · 4 / (5 + 5) = 0.8.
 * Source: Lin 2004, "ROUGE", section 3.1, F-measure with β = 1; Self-Instruct uses it to drop near-duplicates.
 */
export function rougeL(a: readonly string[], b: readonly string[], weightOf: (word: string) => number = one): number {
  const total = weight(a, weightOf) + weight(b, weightOf);
  return total === 0 ? 1 : (2 * commonWeight(a, b, weightOf)) / total;
}

const one = () => 1;

export function weight(words: readonly string[], weightOf: (word: string) => number): number {
  return words.reduce((sum, word) => sum + weightOf(word), 0);
}

/** One row of the usual table at a time. */
function commonWeight(a: readonly string[], b: readonly string[], weightOf: (word: string) => number): number {
  const row = new Float64Array(b.length + 1); // [b.length + 1] heaviest common subsequence of a so far and of b up to here
  for (const word of a) {
    const gain = weightOf(word);
    let diagonal = 0;
    for (let j = 1; j <= b.length; j++) {
      const above = row[j] as number;
      row[j] = word === b[j - 1] ? diagonal + gain : Math.max(above, row[j - 1] as number);
      diagonal = above;
    }
  }
  return row[b.length] as number;
}
