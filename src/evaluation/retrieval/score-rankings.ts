import { coverage } from '../metrics/coverage.js';
import { ndcg } from '../metrics/ndcg.js';
import { recall } from '../metrics/recall.js';
import { reciprocalRank } from '../metrics/reciprocal-rank.js';
import { type BootstrapOptions, bootstrapIntervals, type Interval } from '../statistics/bootstrap.js';

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

export const retrievalMetrics = Object.keys(metrics) as readonly RetrievalMetric[];

/** Means over the queries, as fractions. */
export type RetrievalScores = Readonly<Record<RetrievalMetric, number>>;

export interface RetrievalReport {
  readonly queries: number;
  /** Queries without any relevant API; they count as zero in every mean. */
  readonly queriesWithoutAnswer: number;
  /** Relevant APIs that the collection does not hold, over all queries; they count as not found. */
  readonly unknownApis: number;
  readonly overall: RetrievalScores;
  /** Of the overall figures, 95 %; see `bootstrapIntervals`. */
  readonly intervals: Readonly<Record<RetrievalMetric, Interval>>;
  readonly splits: Readonly<Record<string, RetrievalScores & { readonly queries: number }>>;
}

/** What was found for a query, and how good that is. */
export interface ScoredQuery {
  readonly id: string;
  /** Ids, best first, each once. */
  readonly ranking: readonly string[];
  readonly relevant: ReadonlySet<string>;
  readonly scores: RetrievalScores;
}

/** Scores of one ranking. */
export function scoresOf(ranking: readonly string[], relevant: ReadonlySet<string>): RetrievalScores {
  const scored = retrievalMetrics.map(name => [name, metrics[name](ranking, relevant)]);
  return Object.fromEntries(scored) as RetrievalScores;
}

/** Gathers the scores of queries one by one: eight numbers of each are kept. */
export class RetrievalTally {
  readonly #columns = new Map<RetrievalMetric, number[]>(retrievalMetrics.map(name => [name, []]));
  readonly #splits = new Map<string, Means>();
  readonly #all = new Means();
  #unanswerable = 0;
  #unknown = 0;

  add(query: ScoredQuery, splits: readonly string[], unknownApis: number): void {
    for (const name of retrievalMetrics) this.#columns.get(name)?.push(query.scores[name]);
    for (const means of [this.#all, ...splits.map(name => this.#split(name))]) means.add(query.scores);
    if (query.relevant.size === 0) this.#unanswerable += 1;
    this.#unknown += unknownApis;
  }

  /** What each query scored, in the order in which they were added. */
  column(metric: RetrievalMetric): readonly number[] {
    return this.#columns.get(metric) ?? [];
  }

  report(options: BootstrapOptions = {}): RetrievalReport {
    const intervals = bootstrapIntervals(
      retrievalMetrics.map(name => this.column(name)),
      options,
    );
    const inOrder = [...this.#splits].sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      queries: this.#all.queries,
      queriesWithoutAnswer: this.#unanswerable,
      unknownApis: this.#unknown,
      overall: this.#all.scores(),
      intervals: Object.fromEntries(
        retrievalMetrics.map((name, i) => [name, intervals[i] ?? [0, 0]]),
      ) as unknown as RetrievalReport['intervals'],
      splits: Object.fromEntries(inOrder.map(([name, means]) => [name, { queries: means.queries, ...means.scores() }])),
    };
  }

  #split(name: string): Means {
    const means = this.#splits.get(name) ?? new Means();
    this.#splits.set(name, means);
    return means;
  }
}

class Means {
  queries = 0;
  readonly #sums = new Map<RetrievalMetric, number>();

  add(scores: RetrievalScores): void {
    this.queries += 1;
    for (const name of retrievalMetrics) this.#sums.set(name, this.#sum(name) + scores[name]);
  }

  scores(): RetrievalScores {
    const mean = (name: RetrievalMetric) => (this.queries === 0 ? 0 : this.#sum(name) / this.queries);
    return Object.fromEntries(retrievalMetrics.map(name => [name, mean(name)])) as RetrievalScores;
  }

  #sum(name: RetrievalMetric): number {
    return this.#sums.get(name) ?? 0;
  }
}
