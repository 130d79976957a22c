import { setImmediate } from 'node:timers/promises';
import type { Api } from '../../catalog/index.js';
import type { Retriever } from '../../retrieval/index.js';
import type { BootstrapOptions } from '../statistics/bootstrap.js';
import { type RetrievalQuery, readRetrievalQueries } from './retrieval-queries.js';
import { type RetrievalReport, RetrievalTally, type ScoredQuery, scoresOf } from './score-rankings.js';
import { rankingOf, searchFor } from './search-for.js';

export interface RetrievalEvaluation {
  /** A file of queries (see `readRetrievalQueries`), or the queries. */
  readonly queries: string | AsyncIterable<RetrievalQuery> | Iterable<RetrievalQuery>;
  /** What the keys in a file of queries are keys of. */
  readonly collection: string;
  readonly retriever: Retriever;
  /** Whether there is an API that is judged under this id; without it no API counts as unknown. */
  readonly known?: (id: string) => boolean | Promise<boolean>;
  /** The id under which an API is judged, where several count as one; its own when left out. */
  readonly judgedAs?: (api: Api) => string;
  /** How many hits are asked for. The reciprocal rank looks at all of them; ToolBench's published one at 100. */
  readonly depth?: number;
  /** How the intervals are made. */
  readonly bootstrap?: BootstrapOptions;
  /** Is told of each query when it has been scored, in order. */
  readonly onScored?: (scored: ScoredQuery) => void;
  readonly signal?: AbortSignal;
}

/** How often a retriever finds the right APIs. Queries are read one by one, so there may be any number. */
export async function evaluateRetrieval(evaluation: RetrievalEvaluation): Promise<RetrievalReport> {
  return (await tallyRetrieval(evaluation)).report(evaluation.bootstrap);
}

/** Searches at the longest between two looks at what else is to be done, such as an interrupt. */
const turnMs = 50;

/** The scores that `evaluateRetrieval` sums up. */
export async function tallyRetrieval(evaluation: Omit<RetrievalEvaluation, 'bootstrap'>): Promise<RetrievalTally> {
  const { queries, collection, retriever, known = () => true, judgedAs = api => api.id, depth = 100 } = evaluation;
  const { onScored, signal } = evaluation;
  const tally = new RetrievalTally();
  let number = 0;
  let turnedMs = performance.now();

  for await (const { id, query, relevant, splits, filter } of readAll(queries, collection, signal)) {
    if (performance.now() - turnedMs > turnMs) {
      await setImmediate();
      turnedMs = performance.now();
    }
    signal?.throwIfAborted();
    number += 1;
    const ranking = rankingOf(await searchFor(retriever, query, depth, filter, signal), relevant, judgedAs);
    const scored = { id: id ?? String(number), ranking, relevant, scores: scoresOf(ranking, relevant) };
    let unknown = 0;
    for (const each of relevant) if (!(await known(each))) unknown += 1;
    tally.add(scored, splits, unknown);
    onScored?.(scored);
  }
  return tally;
}

function readAll(queries: RetrievalEvaluation['queries'], collection: string, signal?: AbortSignal) {
  return typeof queries === 'string' ? readRetrievalQueries(queries, collection, signal) : queries;
}
