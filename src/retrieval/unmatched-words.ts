import { termsOf } from './analysis/analyzer.js';
import { apiAnalyzer } from './analysis/api-analyzer.js';
import { apiFields } from './analysis/api-fields.js';
import { contentWords } from './decomposition/content-words.js';
import type { Hit } from './retriever.js';

/**
 * The words of a request that say what it is about and stand in none of the hits' fields, as they are written, each once,
 * in their order. Numbers are left out: calls are filled with them, APIs are not found by them. A misspelt word stands
 * nowhere, even where what was meant by it was found.
 *
 * Example: `What is the weather in Oslo?` and hits about forecasts → `weather`, `Oslo`.
 */
export function unmatchedWords(request: string, hits: readonly Hit[]): readonly string[] {
  const found = new Set(hits.flatMap(({ api }) => apiFields(api).flatMap(({ text }) => termsOf(apiAnalyzer, text))));
  const unmatched = new Map<string, string>();
  for (const word of contentWords(request)) {
    const terms = /\p{L}/u.test(word) ? termsOf(apiAnalyzer, word) : [];
    if (terms.length === 0 || terms.some(term => found.has(term))) continue;
    const meant = terms.join(' ');
    if (!unmatched.has(meant)) unmatched.set(meant, word);
  }
  return [...unmatched.values()];
}
