import { identifierWords } from '../../requests/identifier-words.js';
import { requestWords } from '../duplicates/request-words.js';
import type { PoolFunction } from '../function-pool.js';

/** Shares of the words of two descriptions that are the same: within a provider functions differ in a word, as they should. */
const alikeWithin = 0.75;
const alikeAcross = 0.5;

/** Whether nobody could say which of the two a request is for: versions of one function, or one that two providers have. */
export function areAlike(a: PoolFunction, b: PoolFunction): boolean {
  if (a.id === b.id) return true;
  if (identifierWords(a.name).join(' ') === identifierWords(b.name).join(' ')) return true;
  const shared = sharedWords(requestWords(a.description), requestWords(b.description));
  return shared >= (a.provider === b.provider ? alikeWithin : alikeAcross);
}

/** Size of the intersection over that of the union; 0 where there are too few words to tell. */
function sharedWords(a: readonly string[], b: readonly string[]): number {
  const [first, second] = [new Set(a), new Set(b)];
  if (Math.min(first.size, second.size) < 3) return 0;
  const both = [...first].filter(word => second.has(word)).length;
  return both / (first.size + second.size - both);
}
