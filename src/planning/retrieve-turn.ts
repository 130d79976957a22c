import type { Hit } from '../retrieval/index.js';
import type { PlannerEvent, PlannerTools } from './planner.js';

/** Searches for the APIs that may serve a request and tells of it. */
export async function* retrieveTurn(
  node: number,
  query: string,
  k: number,
  { retriever, retrieverName }: PlannerTools,
): AsyncGenerator<PlannerEvent, readonly Hit[], void> {
  yield { type: 'retrieve-start', node, query, k };
  const hits = await retriever.search(query, k);
  const records = hits.map(({ api, score }) => ({ id: api.id, name: api.name, score }));
  yield { type: 'retrieve-end', node, retriever: retrieverName, hits: records };
  return hits;
}
