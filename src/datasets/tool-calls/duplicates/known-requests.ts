import { requestWords } from './request-words.js';
import { rougeL, weight } from './rouge-l.js';

/** Why a request adds nothing: it is there already, or nearly. */
export type Repetition = 'repeated' | 'nearly-repeated';

export interface KnownRequests {
  /** Remembers a request that calls these functions, or says why not. */
  add(request: string, functionIds: readonly string[]): Repetition | undefined;
}

const nearlyEqual = 0.9;
/** How many of a function's requests a new one is compared with, the last ones. */
const compared = 120;

interface Told {
  readonly words: readonly string[];
  readonly weight: number;
  readonly counts: ReadonlyMap<string, number>;
}

/**
 * Requests that were seen. Two are equal when their words are; they are nearly equal when they call the same functions and
 * their ROUGE-L is above 0.9, where words with a digit or a capital count threefold: `flights to Oslo on 3 May` and
 * `flights to Bonn on 9 May` are two requests.
 */
export function knownRequests(): KnownRequests {
  const known = new Set<string>();
  const byFunctions = new Map<string, Told[]>();
  return {
    add(request, functionIds) {
      const words = requestWords(request);
      const key = words.join(' ');
      if (known.has(key)) return 'repeated';
      const functions = functionIds.join('\n');
      const told = functions === '' ? [] : (byFunctions.get(functions) ?? []);
      const values = valueWords(request);
      const weightOf = (word: string) => (values.has(word) || /\p{N}/u.test(word) ? 3 : 1);
      const next = { words, weight: weight(words, weightOf), counts: countsOf(words) };
      if (told.some(other => isNear(next, other, weightOf))) return 'nearly-repeated';
      known.add(key);
      if (functions !== '') byFunctions.set(functions, [...told.slice(1 - compared), next]);
      return undefined;
    },
  };
}

/** Words that begin with a capital within a sentence: names, mostly. */
function valueWords(request: string): ReadonlySet<string> {
  const named = request.match(/(?<=[^.!?\n]\s+["'(]?)\p{Lu}[\p{L}\p{N}]*/gu) ?? [];
  return new Set(named.filter(word => word !== 'I').map(word => word.toLowerCase()));
}

function isNear(next: Told, other: Told, weightOf: (word: string) => number): boolean {
  const otherWeight = weight(other.words, weightOf);
  const total = next.weight + otherWeight;
  if (2 * Math.min(next.weight, otherWeight) <= nearlyEqual * total) return false;
  // What they have in common in any order bounds what they have in common in order.
  let shared = 0;
  for (const [word, count] of next.counts) shared += Math.min(count, other.counts.get(word) ?? 0) * weightOf(word);
  if (2 * shared <= nearlyEqual * total) return false;
  return rougeL(next.words, other.words, weightOf) > nearlyEqual;
}

function countsOf(words: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
