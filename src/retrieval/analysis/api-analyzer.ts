import type { Analyzer, Field } from './analyzer.js';
import { apiFields } from './api-fields.js';
import { splitWords } from './split-words.js';
import { stem } from './stem.js';
import { stopWords } from './stop-words.js';

/** For requests in people's words over everything an API says about itself. Identifiers are read as the words in them. */
export const apiAnalyzer: Analyzer = {
  name: 'api',
  version: 2,
  // What a thing is called says more about it than what is said of it.
  fields: api => apiFields(api).map(({ name, text }): Field => ({ text, weight: isName(name) ? 2 : 1 })),
  words: splitWords,
  term: word => (stopWords.has(word) ? '' : stem(word)),
};

function isName(field: string): boolean {
  return field === 'title' || field === 'tool';
}
