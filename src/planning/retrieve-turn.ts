import { type Fit, type Hit, searchWithFit } from '../retrieval/index.js';
import type { PlannerEvent, PlannerTools } from './planner.js';

export interface Retrieved {
  readonly hits: readonly Hit[];
  /** Whether any of them is likely enough to fit for a model to choose from them; never without hits. */
  readonly areLikely: boolean;
}

/** Searches for the APIs that may serve a request and tells of it. */
export async function* retrieveTurn(
  node: number,
  query: string,
  k: number,
  { retriever, retrieverName, minFit }: PlannerTools,
): AsyncGenerator<PlannerEvent, Retrieved, void> {
  yield { type: 'retrieve-start', node, query, k };
  const { hits, fit } = await searchWithFit(retriever, query, k);
  const records = hits.map(({ api, score }) => ({ id: api.id, name: api.name, score }));
  yield { type: 'retrieve-end', node, retriever: retrieverName, hits: records, ...(fit === undefined ? {} : { fit }) };
  return { hits, areLikely: hits.length > 0 && (fit === undefined || isLikely(fit, minFit)) };
}

/**
 * The share of a retriever's threshold below which no model is asked. It is small because a model sees more than words:
 * of 30 everyday requests that the toolbox answers, 57 % are below the threshold itself, and of its 153 own examples, when
 * they are not indexed, 39 %. Below this share are none of either, but 5 % of those examples when the whole category that
 * answers them is gone, and 60 % of small talk.
 */
export const askedShare = 0.05;

function isLikely({ probability, threshold }: Fit, minFit = askedShare * threshold): boolean {
  return probability >= minFit;
}
