import type { Hit, Retriever } from '../retriever.js';
import { clauses } from './clauses.js';
import { interleaved, takenInTurn } from './interleaved.js';

/** The wishes of a request, at least one; one alone need not be the request letter for letter. */
export type SplitRequest = (request: string, signal?: AbortSignal) => readonly string[] | Promise<readonly string[]>;

/**
 * A retriever that searches for each wish of a request and for the request as a whole, and interleaves what is found. A
 * request of one wish is searched as it is and costs nothing more; one of `n` wishes costs `n + 1` searches. What `fit`
 * and `why` say of a hit is what the search that found it said: its score there was another.
 */
export function decomposed(retriever: Retriever, split: SplitRequest = clauses): Retriever {
  /** Merged hit → the hit as it was found. */
  const found = new WeakMap<Hit, Hit>();
  const asFound = (hit: Hit): Hit => found.get(hit) ?? hit;
  const { fit, why } = retriever;

  return {
    async search(query, k, options = {}) {
      const wishes = await split(query, options.signal);
      if (wishes.length < 2) return retriever.search(query, k, options);
      const rankings = await Promise.all([query, ...wishes].map(each => retriever.search(each, k, options)));
      const merged = interleaved(rankings, k);
      const originals = takenInTurn(rankings, k);
      for (const [place, hit] of merged.entries()) found.set(hit, originals[place] as Hit);
      return merged;
    },
    ...(fit === undefined ? {} : { fit: (hits: readonly Hit[]) => fit.call(retriever, hits.map(asFound)) }),
    ...(why === undefined ? {} : { why: (hit: Hit) => why.call(retriever, asFound(hit)) }),
  };
}
