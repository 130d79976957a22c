import { UsageError } from '../base/index.js';
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
    async search(query, k) {
      const ids = [...(relevant.get(query) ?? [])].sort().slice(0, Math.max(0, k));
      const apis = new Map((await load(ids)).map(api => [api.id, api]));
      return ids.flatMap(id => {
        const api = apis.get(id);
        return api === undefined ? [] : [{ api, score: 1 }];
      });
    },
  };
}
