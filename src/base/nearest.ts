/**
 * Names that `given` was probably meant to be, most alike first, at most `max`. Ties are in code-unit order. Letter case
 * counts only between equals. Nothing is given when more than two fifths of the letters would have to change.
 */
export function nearest(given: string, candidates: Iterable<string>, max = 3): string[] {
  const wanted = given.toLowerCase();
  const found: { readonly name: string; readonly distance: number }[] = [];
  for (const name of candidates) {
    const most = Math.max(1, Math.floor(Math.max(name.length, wanted.length) * 0.4));
    if (Math.abs(name.length - wanted.length) > most) continue;
    const distance = editDistance(wanted, name.toLowerCase());
    if (distance <= most) found.push({ name, distance });
  }
  const inOrder = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  found.sort(
    (a, b) => a.distance - b.distance || Number(b.name === given) - Number(a.name === given) || inOrder(a.name, b.name),
  );
  return found.slice(0, max).map(({ name }) => name);
}

/** `; did you mean "x"?` to be put behind an error, or nothing. */
export function didYouMean(given: string, candidates: Iterable<string>): string {
  const [first] = nearest(given, candidates, 1);
  return first === undefined ? '' : `; did you mean "${first}"?`;
}

/**
 * Insertions, deletions, substitutions and swaps of neighbours that turn one text into the other, no part being edited
 * twice (optimal string alignment).
 *
 * Example: `serach` → `search` is 1; `ca` → `abc` is 3.
 * Source: Damerau 1964, CACM 7(3), in the restricted form of Boytsov 2011, JEA 16, section 2.2.
 */
export function editDistance(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, j) => j);
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const substitution = (last[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      let best = Math.min(substitution, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      if (swapped) best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return last[to.length] ?? 0;
}
