import { apiAnalyzer } from '../analysis/api-analyzer.js';
import { wordRuns, wordsOfRun } from '../analysis/split-words.js';
import { type CloseTerm, closeTerms } from './close-terms.js';
import type { LexicalQuery, LexicalTerm } from './lexical-index.js';
import { livingToolsWith, livingWith, type PlacedPart } from './placed-part.js';
import { remembering } from './remembering.js';
import { indexOfString } from './string-list.js';

export interface Totals {
  readonly documents: number;
  readonly tools: number;
}

/** Makes queries of requests. What is counted, and so every score, does not depend on how documents are divided. */
export function requestReader(parts: readonly PlacedPart[], totals: Totals): (text: string) => LexicalQuery {
  // The wishes of a request are read after it, and have its words.
  const findClose = remembering(closeTerms(parts), mostRemembered);
  const known = remembering(lookUp, mostRemembered);

  function lookUp(term: string): LexicalTerm | undefined {
    const numbers = Int32Array.from(parts, ({ segment }) => indexOfString(segment.terms, term));
    const documentCount = sumOver(parts, numbers, livingWith);
    if (documentCount === 0) return undefined;
    const idf = inverseFrequency(totals.documents, documentCount);
    const toolIdf = inverseFrequency(totals.tools, sumOver(parts, numbers, livingToolsWith));
    return { term, weight: 0, idf, toolIdf, documentCount, numbers };
  }

  return text => {
    const terms = new Map<string, LexicalTerm>();
    const unmatched = new Set<string>();
    const add = (found: LexicalTerm, weight: number) => {
      const before = terms.get(found.term);
      terms.set(found.term, { ...(before ?? found), weight: (before?.weight ?? 0) + weight });
    };
    for (const run of wordRuns(text)) {
      const words = wordsOfRun(run)
        .map(word => ({ word, term: apiAnalyzer.term(word) }))
        .filter(({ term }) => term !== '');
      const found = words.map(({ term }) => known(term));
      for (const term of found) if (term !== undefined) add(term, 1);
      // Where one word of an identifier is known, nobody misses the others: most are the identifier as a whole.
      if (found.some(term => term !== undefined)) continue;
      for (const { word, term } of words) {
        const close = findClose(term);
        if (close.length === 0) unmatched.add(word);
        for (const each of close) {
          add({ ...(known(each.term) as LexicalTerm), closeTo: word }, closeWeight(each.similarity, close));
        }
      }
    }
    return { terms: [...terms.values()], unmatched: [...unmatched] };
  };
}

/** More than a request has, and few enough to hold. */
const mostRemembered = 256;

/** One word of a request counts at most half, however many terms are close to it: it may mean none of them. */
function closeWeight(similarity: number, all: readonly CloseTerm[]): number {
  return (similarity / all.length) * 0.5;
}

/** ln(1 + (N − n + ½) / (n + ½)): Robertson & Zaragoza 2009, in the form that is never negative. */
function inverseFrequency(total: number, count: number): number {
  return count === 0 ? 0 : Math.log(1 + (total - count + 0.5) / (count + 0.5));
}

function sumOver(
  parts: readonly PlacedPart[],
  numbers: Int32Array,
  count: (part: PlacedPart, term: number) => number,
): number {
  return parts.reduce((sum, part, i) => {
    const term = numbers[i] as number;
    return term < 0 ? sum : sum + count(part, term);
  }, 0);
}
