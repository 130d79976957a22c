import { apiAnalyzer } from '../analysis/api-analyzer.js';
import { wordRuns, wordsOfRun } from '../analysis/split-words.js';
import { type CloseTerm, closeTerms } from './close-terms.js';
import type { LexicalQuery, LexicalTerm } from './lexical-index.js';
import { livingToolsWith, livingWith, type PlacedPart } from './placed-part.js';
import { indexOfString } from './string-list.js';

export interface Totals {
  readonly documents: number;
  readonly tools: number;
}

/** Makes queries of requests. What is counted, and so every score, does not depend on how documents are divided. */
export function requestReader(parts: readonly PlacedPart[], totals: Totals): (text: string) => LexicalQuery {
  const findClose = closeTerms(parts);

  function known(term: string): LexicalTerm | undefined {
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
      const words = wordsOfRun(run).filter(word => apiAnalyzer.term(word) !== '');
      const found = words.map(word => terms.get(apiAnalyzer.term(word)) ?? known(apiAnalyzer.term(word)));
      for (const term of found) if (term !== undefined) add(term, 1);
      // Where one word of an identifier is known, nobody misses the others: most are the identifier as a whole.
      if (found.some(term => term !== undefined)) continue;
      for (const word of words) {
        const close = findClose(apiAnalyzer.term(word));
        if (close.length === 0) unmatched.add(word);
        for (const { term, similarity } of close) {
          add({ ...(known(term) as LexicalTerm), closeTo: word }, closeWeight(similarity, close));
        }
      }
    }
    return { terms: [...terms.values()], unmatched: [...unmatched] };
  };
}

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
