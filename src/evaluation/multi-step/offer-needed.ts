import type { Api } from '../../catalog/index.js';
import type { Hit, Retriever } from '../../retrieval/index.js';

/**
 * A retriever that always finds these APIs: those that `retriever` misses take the places of the last of the others. What
 * is compared with it is how calls are decided, and not how APIs are found. It does not say whether anything fits.
 */
export function offerNeeded(retriever: Retriever, needed: readonly Api[]): Retriever {
  const ids = new Set(needed.map(({ id }) => id));
  return {
    async search(query, k, options) {
      const found = await retriever.search(query, k, options);
      const missing = needed.filter(({ id }) => !found.some(({ api }) => api.id === id));
      const others = found.filter(({ api }) => !ids.has(api.id)).slice(0, Math.max(0, k - needed.length));
      const kept = found.filter(hit => ids.has(hit.api.id) || others.includes(hit));
      const score = kept.at(-1)?.score ?? 1;
      return [...kept, ...missing.map((api): Hit => ({ api, score }))].slice(0, Math.max(k, needed.length));
    },
  };
}
