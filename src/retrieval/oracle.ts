import { UsageError } from '../base/index.js';
import { passes } from './api-filter.js';
import type { Retriever } from './retriever.js';
import type { RetrieverSource } from './retriever-source.js';

/**
 * Gives the right answers of a request, all with score 1 and so in id order: what a planner does when retrieval is
 * perfect. Finds nothing for requests whose answers it was not told.
 */
export async function oracle({ relevant, load }: RetrieverSource): Promise<Retriever> {
  if (relevant === undefined)
    throw new UsageError('the oracle retriever must be told the relevant APIs of each request');
  return {
    async search(query, k, { filter = {} } = {}) {
      const apis = await load([...(relevant.get(query) ?? [])]);
      const inOrder = apis.filter(api => passes(api, filter)).sort((a, b) => (a.id < b.id ? -1 : 1));
      return inOrder.slice(0, Math.max(0, k)).map(api => ({ api, score: 1 }));
    },
  };
}
