import type { BootstrapOptions } from '../statistics/bootstrap.js';
import { type RetrievalReport, RetrievalTally, scoresOf } from './score-rankings.js';
import { readTrecJudgements, readTrecRun } from './trec/read-trec.js';

export interface RunEvaluation {
  /** A TREC qrels file. */
  readonly judgements: string;
  /** A TREC run file, made by any program. */
  readonly run: string;
  readonly bootstrap?: BootstrapOptions;
  readonly signal?: AbortSignal;
}

export interface RunReport extends RetrievalReport {
  /** Judged queries for which the run has no document; they count as zero, as with `trec_eval -c`. */
  readonly queriesWithoutRanking: number;
  /** Queries of the run that were not judged; they do not count. */
  readonly unjudgedQueries: number;
}

/** Scores a ranking that is already there. */
export async function evaluateRun({ judgements, run, bootstrap, signal }: RunEvaluation): Promise<RunReport> {
  const judged = await readTrecJudgements(judgements, signal);
  const rankings = await readTrecRun(run, signal);
  const tally = new RetrievalTally();
  for (const [id, relevant] of judged) {
    const ranking = rankings.get(id) ?? [];
    tally.add({ id, ranking, relevant, scores: scoresOf(ranking, relevant) }, [], 0);
  }
  return {
    ...tally.report(bootstrap),
    queriesWithoutRanking: [...judged.keys()].filter(id => !rankings.has(id)).length,
    unjudgedQueries: [...rankings.keys()].filter(id => !judged.has(id)).length,
  };
}
