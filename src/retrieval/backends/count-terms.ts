import type { Api } from '../../catalog/index.js';
import { type Analyzer, termsOf } from '../analysis/analyzer.js';

/** The terms of a text or an API with how often each stands in it, weights of fields included. */
export type TermCounts = ReadonlyMap<string, number>;

export function countTerms(analyzer: Analyzer, text: string): TermCounts {
  return counted(analyzer, [{ text, weight: 1 }]);
}

export function countApiTerms(analyzer: Analyzer, api: Api): TermCounts {
  return counted(analyzer, analyzer.fields(api));
}

function counted(analyzer: Analyzer, fields: ReturnType<Analyzer['fields']>): TermCounts {
  const counts = new Map<string, number>();
  for (const { text, weight } of fields) {
    for (const term of termsOf(analyzer, text)) counts.set(term, (counts.get(term) ?? 0) + weight);
  }
  return counts;
}

/** The same, and faster for many texts: what a word becomes is worked out once. For as long as an index is made. */
export function remembering(analyzer: Analyzer): Analyzer {
  const terms = new Map<string, string>();
  return {
    ...analyzer,
    term(word) {
      const known = terms.get(word);
      if (known !== undefined) return known;
      const term = analyzer.term(word);
      terms.set(word, term);
      return term;
    },
  };
}
