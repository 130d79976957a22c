import type { Retriever } from '../../retrieval/index.js';
import { type PairedComparison, pairedComparison } from '../statistics/paired-comparison.js';
import { type RetrievalEvaluation, tallyRetrieval } from './evaluate-retrieval.js';
import type { RetrievalQuery } from './retrieval-queries.js';
import { type RetrievalMetric, type RetrievalReport, type RetrievalTally, retrievalMetrics } from './score-rankings.js';

export interface RetrievalComparison {
  readonly reports: readonly (RetrievalReport & { readonly retriever: string })[];
  /** Each retriever but the first against the first, metric by metric. */
  readonly comparisons: readonly {
    readonly first: string;
    readonly second: string;
    readonly metrics: Readonly<Record<RetrievalMetric, PairedComparison>>;
  }[];
}

export interface ComparedRetrieval extends Omit<RetrievalEvaluation, 'retriever' | 'queries' | 'onScored'> {
  /** Gone through once for each retriever. */
  readonly queries: string | Iterable<RetrievalQuery>;
  /** In the order in which they are reported; the first is what the others are compared with. */
  readonly retrievers: readonly { readonly name: string; readonly retriever: Retriever }[];
  readonly onScored?: (retriever: string) => void;
}

/** How retrievers do on the same queries, with a paired test of each against the first. */
export async function compareRetrieval(compared: ComparedRetrieval): Promise<RetrievalComparison> {
  const { retrievers, onScored, bootstrap = {}, ...evaluation } = compared;
  const tallies: { readonly name: string; readonly tally: RetrievalTally }[] = [];
  for (const { name, retriever } of retrievers) {
    const tally = await tallyRetrieval({ ...evaluation, retriever, onScored: () => onScored?.(name) });
    tallies.push({ name, tally });
  }
  const [first, ...others] = tallies;
  return {
    reports: tallies.map(({ name, tally }) => ({ retriever: name, ...tally.report(bootstrap) })),
    comparisons: others.flatMap(({ name, tally }) => {
      if (first === undefined) return [];
      const metrics = retrievalMetrics.map(metric => [
        metric,
        pairedComparison(first.tally.column(metric), tally.column(metric), bootstrap),
      ]);
      return [{ first: first.name, second: name, metrics: Object.fromEntries(metrics) }];
    }),
  };
}
