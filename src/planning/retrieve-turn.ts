import { type Fit, type Hit, searchWithFit } from '../retrieval/index.js';
import type { PlannerEvent, PlannerTools } from './planner.js';

export interface Retrieved {
  readonly hits: readonly Hit[];
  /** Whether any of them is likely enough to fit for a model to choose from them; never without hits. */
  readonly areLikely: boolean;
  /** Absent where the retriever cannot tell. */
  readonly fit?: Fit;
}

/** Searches for the APIs that may serve a request and tells of it. */
export async function* retrieveTurn(
  node: number,
  query: string,
  k: number,
  { retriever, retrieverName, minFit, past }: PlannerTools,
): AsyncGenerator<PlannerEvent, Retrieved, void> {
  yield { type: 'retrieve-start', node, query, k };
  const { hits, fit, screening } = (await past?.found(node)) ?? (await searchWithFit(retriever, query, k));
  const records = hits.map(({ api, score }) => ({ id: api.id, name: api.name, score }));
  yield {
    type: 'retrieve-end',
    node,
    retriever: retrieverName,
    hits: records,
    ...(fit === undefined ? {} : { fit }),
    ...(screening === undefined ? {} : { constraints: screening }),
  };
  const areLikely = hits.length > 0 && (fit === undefined || isLikely(fit, minFit));
  return { hits, areLikely, ...(fit === undefined ? {} : { fit }) };
}

/**
 * The share of a retriever's threshold below which no model is asked. It is small because a model sees more than words:
 * of 30 everyday requests that the toolbox answers, 57 % are below the threshold itself, and of its 153 own examples, when
 * they are not indexed, 39 %. The lowest of both is at a twentieth of it, and at a sixtieth where 127,000 other APIs are
 * searched as well. What is below this share has hardly a word in common with any API.
 */
export const askedShare = 0.01;

function isLikely({ probability, threshold }: Fit, minFit = askedShare * threshold): boolean {
  return probability >= minFit;
}
