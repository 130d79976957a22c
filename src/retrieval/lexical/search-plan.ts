import type { LexicalQuery } from './lexical-index.js';
import { maxImpact } from './lexical-segment.js';
import type { PlacedPart } from './placed-part.js';

/** What a query comes to in whole numbers, so that sums are exact and the order of adding changes nothing. */
export interface SearchPlan {
  /** Terms with the most to add first. */
  readonly terms: readonly PlannedTerm[];
  /** A sum divided by this is a score. */
  readonly scale: number;
}

export interface PlannedTerm {
  /** What one step of impact is worth, in documents and in tools. */
  readonly weight: number;
  readonly toolWeight: number;
  /** The most that the term adds to the sum of a document, without its tool. */
  readonly bound: number;
  /** How many postings it has, living or not. */
  readonly postings: number;
  readonly numbers: Int32Array; // [parts]; −1 where the part lacks it
}

/** `toolShare`: how much a tool's score counts in its documents'. */
export function planSearch(query: LexicalQuery, parts: readonly PlacedPart[], toolShare: number): SearchPlan {
  const shares = query.terms.map(({ weight, idf, toolIdf }) => ({
    own: weight * idf,
    tool: toolShare * weight * toolIdf,
  }));
  const most = shares.reduce((sum, { own, tool }) => sum + own + tool, 0);
  // A power of two, so that it adds no rounding of its own; half the range is left to rounding up.
  const unit = most === 0 ? 1 : 2 ** Math.floor(Math.log2(2 ** 30 / (maxImpact * most)));
  const terms = query.terms.map(({ numbers }, i): PlannedTerm => {
    const { own, tool } = shares[i] as (typeof shares)[number];
    const weight = Math.max(1, Math.round(own * unit));
    return {
      weight,
      toolWeight: Math.round(tool * unit),
      bound: weight * largestImpact(parts, numbers),
      postings: postingCount(parts, numbers),
      numbers,
    };
  });
  return { terms: terms.sort((a, b) => b.bound - a.bound), scale: unit * maxImpact };
}

function largestImpact(parts: readonly PlacedPart[], numbers: Int32Array): number {
  return parts.reduce((largest, { segment }, i) => {
    const term = numbers[i] as number;
    return term < 0 ? largest : Math.max(largest, segment.postings.maxImpacts[term] as number);
  }, 0);
}

function postingCount(parts: readonly PlacedPart[], numbers: Int32Array): number {
  return parts.reduce((sum, { segment: { postings } }, i) => {
    const term = numbers[i] as number;
    return term < 0 ? sum : sum + (postings.starts[term + 1] as number) - (postings.starts[term] as number);
  }, 0);
}
