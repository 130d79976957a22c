import { apiAnalyzer } from './api-analyzer.js';
import { wordsOfRun } from './split-words.js';

/** What `apiAnalyzer` makes of one of a text's `wordRuns`; depends on the run alone. */
export function termsOfRun(run: string): string[] {
  return wordsOfRun(run)
    .map(apiAnalyzer.term)
    .filter(term => term !== '');
}
