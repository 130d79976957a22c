export interface Similarity {
  readonly edit_distance: number;
  /** 0..1: one less the edit distance's share of the longer text. */
  readonly edit_similarity: number;
  /** 0..1. */
  readonly jaro_winkler: number;
  /** 0..1: Sørensen–Dice coefficient of the multisets of adjacent letter pairs. */
  readonly letter_pairs: number;
}

/** Fractions are rounded to four decimals; two empty texts are alike. Takes time in proportion to both lengths. */
export function similarity(a: string, b: string): Similarity {
  const [left, right] = [[...a], [...b]];
  const distance = editDistance(left, right);
  const longest = Math.max(left.length, right.length);
  return {
    edit_distance: distance,
    edit_similarity: rounded(longest === 0 ? 1 : 1 - distance / longest),
    jaro_winkler: rounded(jaroWinkler(left, right)),
    letter_pairs: rounded(pairOverlap(left, right)),
  };
}

/** Levenshtein: the fewest insertions, deletions and substitutions. Example: kitten → sitting is 3. */
function editDistance(a: readonly string[], b: readonly string[]): number {
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const substitution = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(substitution, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    above = row;
  }
  return above[b.length] ?? 0;
}

/** Source: Winkler 1990, prefix scale 0.1, prefix at most 4. Example: MARTHA, MARHTA → 0.9611. */
function jaroWinkler(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 && b.length === 0) return 1;
  const window = Math.max(Math.floor(Math.max(a.length, b.length) / 2) - 1, 0);
  const usedInB = new Set<number>();
  const matchedInA: string[] = [];
  a.forEach((letter, i) => {
    for (let j = Math.max(0, i - window); j <= Math.min(b.length - 1, i + window); j += 1) {
      if (b[j] !== letter || usedInB.has(j)) continue;
      usedInB.add(j);
      matchedInA.push(letter);
      return;
    }
  });
  const matches = matchedInA.length;
  if (matches === 0) return 0;
  const matchedInB = b.filter((_, j) => usedInB.has(j));
  const transpositions = matchedInA.filter((letter, i) => letter !== matchedInB[i]).length / 2;
  const jaro = (matches / a.length + matches / b.length + (matches - transpositions) / matches) / 3;
  let prefix = 0;
  while (prefix < 4 && prefix < a.length && a[prefix] === b[prefix]) prefix += 1;
  return jaro + prefix * 0.1 * (1 - jaro);
}

function pairOverlap(a: readonly string[], b: readonly string[]): number {
  const [left, right] = [pairCounts(a), pairCounts(b)];
  const total = Math.max(a.length - 1, 0) + Math.max(b.length - 1, 0);
  if (total === 0) return a.join('') === b.join('') ? 1 : 0;
  let shared = 0;
  for (const [pair, count] of left) shared += Math.min(count, right.get(pair) ?? 0);
  return (2 * shared) / total;
}

function pairCounts(letters: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (let i = 1; i < letters.length; i += 1) {
    const pair = `${letters[i - 1]}${letters[i]}`;
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return counts;
}

function rounded(fraction: number): number {
  return Math.round(fraction * 10_000) / 10_000;
}
