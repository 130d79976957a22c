import type { Api } from '../../catalog/index.js';

/**
 * What an index makes of texts. Documents and requests go through the same `words` and `term`, so equal words meet.
 * Whoever changes what an analyzer gives raises its `version`: indexes of another version are made anew.
 */
export interface Analyzer {
  /** Lower-case letters; part of the names of index files. */
  readonly name: string;
  readonly version: number;
  fields(api: Api): readonly Field[];
  words(text: string): readonly string[];
  /** What is indexed for a word; empty when it says nothing. Depends on the word alone, so it may be remembered. */
  term(word: string): string;
}

/** A text of an API; each word of it counts `weight` times (a whole number). */
export interface Field {
  readonly text: string;
  readonly weight: number;
}

/** The terms of a request, in order and with repetitions. */
export function termsOf(analyzer: Analyzer, text: string): string[] {
  return analyzer
    .words(text)
    .map(analyzer.term)
    .filter(term => term !== '');
}
