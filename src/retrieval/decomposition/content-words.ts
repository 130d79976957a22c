import { stopWords } from '../analysis/stop-words.js';
import { plainVerbs, requestNouns } from './request-words.js';

/** The words that say what a text is about, in order, as they are written. */
export function contentWords(text: string): string[] {
  return (text.match(/[\p{L}\p{N}](?:[\p{L}\p{N}'’_-]*[\p{L}\p{N}])?/gu) ?? []).filter(word => {
    const lower = word.toLowerCase().replace(/['’](?:s|m|d|re|ve|ll)$/, '');
    return !stopWords.has(lower) && !requestNouns.has(lower) && !plainVerbs.has(lower);
  });
}
