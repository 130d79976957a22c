import type { PlacedPart } from './placed-part.js';
import { livingWith } from './placed-part.js';
import { stringAt } from './string-list.js';
import { trigramIndex } from './trigram-index.js';

export interface CloseTerm {
  readonly term: string;
  /** 1 less the share of letters that must change; less than 1. */
  readonly similarity: number;
}

/**
 * Finds the terms nearest to one that is in no document: those with the fewest letters to change (at most 1, from eight
 * letters on 2, and never the first), at most three, the most frequent first. Only for words of letters, from four on:
 * shorter ones are near to everything. Indexes are made when first asked for.
 */
export function closeTerms(parts: readonly PlacedPart[]): (term: string) => readonly CloseTerm[] {
  let indexes: ReturnType<typeof trigramIndex>[] | undefined;
  return term => {
    const most = maxEdits(term);
    if (most === 0) return [];
    indexes ??= parts.map(({ segment }) => trigramIndex(segment.terms));
    const found = new Map<string, { readonly edits: number; count: number }>();
    for (const [i, part] of parts.entries()) {
      for (const number of (indexes[i] as ReturnType<typeof trigramIndex>).sharing(term, most)) {
        const count = livingWith(part, number);
        if (count === 0) continue;
        const other = stringAt(part.segment.terms, number);
        const known = found.get(other);
        if (known !== undefined) known.count += count;
        else if (other[0] === term[0] && maxEdits(other) > 0) {
          const edits = editsWithin(term, other, most);
          if (edits !== undefined) found.set(other, { edits, count });
        }
      }
    }
    const fewest = Math.min(...[...found.values()].map(({ edits }) => edits));
    return [...found]
      .filter(([, { edits }]) => edits === fewest)
      .sort(([a, { count: n }], [b, { count: m }]) => m - n || (a < b ? -1 : 1))
      .slice(0, maxTerms)
      .map(([other, { edits }]) => ({ term: other, similarity: 1 - edits / term.length }));
  };
}

const maxTerms = 3;

function maxEdits(term: string): number {
  if (!/^\p{L}{5,32}$/u.test(term)) return 0;
  return term.length >= 8 ? 2 : 1;
}

/**
 * How many letters to insert, leave out, replace or swap with their neighbour lead from one word to the other; `undefined`
 * when more than `most` do (optimal string alignment).
 */
export function editsWithin(from: string, to: string, most: number): number | undefined {
  if (Math.abs(from.length - to.length) > most) return undefined;
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, j) => j);
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1];
      let edits = Math.min(
        (last[j] as number) + 1,
        (row[j - 1] as number) + 1,
        (last[j - 1] as number) + (same ? 0 : 1),
      );
      const isSwap = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      if (isSwap) edits = Math.min(edits, (beforeLast[j - 2] as number) + 1);
      row.push(edits);
    }
    if (Math.min(...row) > most) return undefined;
    beforeLast = last;
    last = row;
  }
  const edits = last[to.length] as number;
  return edits <= most ? edits : undefined;
}
