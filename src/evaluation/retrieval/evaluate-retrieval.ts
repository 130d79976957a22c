import type { Retriever } from '../../retrieval/index.js';
import { coverage } from '../metrics/coverage.js';
import { ndcg } from '../metrics/ndcg.js';
import { recall } from '../metrics/recall.js';
import { reciprocalRank } from '../metrics/reciprocal-rank.js';
import { type RetrievalQuery, readRetrievalQueries } from './retrieval-queries.js';

const metrics = {
  'ndcg@1': (ranking, relevant) => ndcg(ranking, relevant, 1),
  'ndcg@3': (ranking, relevant) => ndcg(ranking, relevant, 3),
  'ndcg@5': (ranking, relevant) => ndcg(ranking, relevant, 5),
  'recall@5': (ranking, relevant) => recall(ranking, relevant, 5),
  'recall@10': (ranking, relevant) => recall(ranking, relevant, 10),
  'coverage@5': (ranking, relevant) => coverage(ranking, relevant, 5),
  'coverage@10': (ranking, relevant) => coverage(ranking, relevant, 10),
  mrr: reciprocalRank,
} as const satisfies Record<string, (ranking: readonly string[], relevant: ReadonlySet<string>) => number>;

export type RetrievalMetric = keyof typeof metrics;

/** Means over the queries, as fractions. */
export type RetrievalScores = Readonly<Record<RetrievalMetric, number>>;

export interface RetrievalReport {
  readonly queries: number;
  /** Queries without any relevant API; they count as zero in every mean. */
  readonly queriesWithoutAnswer: number;
  /** Relevant APIs that the collection does not hold, over all queries; they count as not found. */
  readonly unknownApis: number;
  readonly overall: RetrievalScores;
  readonly splits: Readonly<Record<string, RetrievalScores & { readonly queries: number }>>;
}

export interface RetrievalEvaluation {
  /** A file of queries (see `readRetrievalQueries`), or the queries. */
  readonly queries: string | AsyncIterable<RetrievalQuery> | Iterable<RetrievalQuery>;
  /** What the keys in a file of queries are keys of. */
  readonly collection: string;
  readonly retriever: Retriever;
  /** Whether there is an API with this id; without it no API counts as unknown. */
  readonly known?: (id: string) => boolean | Promise<boolean>;
  /** How many hits are asked for. The reciprocal rank looks at all of them; ToolBench's published one at 100. */
  readonly depth?: number;
  readonly signal?: AbortSignal;
}

/** How often a retriever finds the right APIs. Queries are read one by one, so there may be any number. */
export async function evaluateRetrieval(evaluation: RetrievalEvaluation): Promise<RetrievalReport> {
  const { queries, collection, retriever, known = () => true, depth = 100, signal } = evaluation;
  const overall = new Means();
  const splits = new Map<string, Means>();
  let queriesWithoutAnswer = 0;
  let unknownApis = 0;

  for await (const { query, relevant, splits: names } of readAll(queries, collection, signal)) {
    signal?.throwIfAborted();
    const ranking = (await retriever.search(query, depth)).map(hit => hit.api.id);
    for (const means of [overall, ...names.map(name => meansOf(splits, name))]) means.add(ranking, relevant);
    if (relevant.size === 0) queriesWithoutAnswer += 1;
    for (const id of relevant) if (!(await known(id))) unknownApis += 1;
  }
  const inOrder = [...splits].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    queries: overall.queries,
    queriesWithoutAnswer,
    unknownApis,
    overall: overall.scores(),
    splits: Object.fromEntries(inOrder.map(([name, means]) => [name, { queries: means.queries, ...means.scores() }])),
  };
}

function readAll(queries: RetrievalEvaluation['queries'], collection: string, signal?: AbortSignal) {
  return typeof queries === 'string' ? readRetrievalQueries(queries, collection, signal) : queries;
}

function meansOf(splits: Map<string, Means>, name: string): Means {
  const means = splits.get(name) ?? new Means();
  splits.set(name, means);
  return means;
}

const names = Object.keys(metrics) as RetrievalMetric[];

class Means {
  queries = 0;
  readonly #sums = new Map<RetrievalMetric, number>();

  add(ranking: readonly string[], relevant: ReadonlySet<string>): void {
    this.queries += 1;
    for (const name of names) this.#sums.set(name, this.#sum(name) + metrics[name](ranking, relevant));
  }

  scores(): RetrievalScores {
    const mean = (name: RetrievalMetric) => (this.queries === 0 ? 0 : this.#sum(name) / this.queries);
    return Object.fromEntries(names.map(name => [name, mean(name)])) as RetrievalScores;
  }

  #sum(name: RetrievalMetric): number {
    return this.#sums.get(name) ?? 0;
  }
}
