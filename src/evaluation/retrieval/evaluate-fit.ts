import { setImmediate } from 'node:timers/promises';
import { UsageError } from '../../base/index.js';
import type { ApiFilter, Retriever } from '../../retrieval/index.js';
import { byScore, countedAuroc, type ScoredLabel } from '../metrics/auroc.js';
import { brierScore } from '../metrics/brier-score.js';
import { expectedCalibrationError, type ReliabilityBin, reliability } from '../metrics/reliability.js';
import { type BootstrapOptions, bootstrapStatistics, type Interval } from '../statistics/bootstrap.js';
import { searchFor } from './search-for.js';

/** A request, and whether any of the APIs that are searched for it answers it. */
export interface FitRow {
  readonly query: string;
  readonly answerable: boolean;
  /** What is searched; the whole collection when absent. */
  readonly filter?: ApiFilter;
  readonly splits?: readonly string[];
}

export interface FitScores {
  readonly rows: number;
  readonly answerable: number;
  /** How often an answerable request has the higher probability of two; absent unless there are both kinds. */
  readonly auroc?: number;
  /** The share of rows on the right side of the retriever's threshold. */
  readonly accuracy: number;
  readonly brier: number;
  /** Over ten bins of equal width. */
  readonly calibrationError: number;
}

export interface FitReport extends FitScores {
  /** Of the figures that are means or ranks, 95 %. */
  readonly intervals: { readonly auroc: Interval; readonly accuracy: Interval; readonly brier: Interval };
  /** Of all rows, in ten bins. */
  readonly reliability: readonly ReliabilityBin[];
  /** By name, in name order. */
  readonly splits: Readonly<Record<string, FitScores>>;
}

export interface FitEvaluation {
  readonly rows: AsyncIterable<FitRow> | Iterable<FitRow>;
  readonly retriever: Retriever;
  /** How many hits are looked for, and so what the retriever judges from. */
  readonly depth?: number;
  readonly bootstrap?: BootstrapOptions;
  /** Is told after each row. */
  readonly onScored?: () => void;
  readonly signal?: AbortSignal;
}

interface FitLabel extends ScoredLabel {
  readonly isRight: boolean;
  readonly splits: readonly string[];
}

/** How well a retriever tells requests that something answers from those that nothing does. @throws UsageError without `fit`. */
export async function evaluateFit(evaluation: FitEvaluation): Promise<FitReport> {
  const labels = await labelled(evaluation);
  const splits = [...new Set(labels.flatMap(label => label.splits))].sort();
  const ofSplit = (name: string) => fitScores(labels.filter(label => label.splits.includes(name)));
  return {
    ...fitScores(labels),
    intervals: intervalsOf(labels, evaluation.bootstrap),
    reliability: reliability(labels),
    splits: Object.fromEntries(splits.map(name => [name, ofSplit(name)])),
  };
}

const rowsPerTurn = 16;

async function labelled({ rows, retriever, depth = 10, onScored, signal }: FitEvaluation): Promise<FitLabel[]> {
  if (retriever.fit === undefined) {
    throw new UsageError('this retriever cannot tell whether anything fits; choose one that can');
  }
  const labels: FitLabel[] = [];
  for await (const { query, answerable, filter, splits = [] } of rows) {
    if (labels.length % rowsPerTurn === 0) await setImmediate(); // lets an interrupt in
    signal?.throwIfAborted();
    const hits = await searchFor(retriever, query, depth, filter, signal);
    const { probability, threshold } = retriever.fit(hits);
    const isRight = probability >= threshold === answerable;
    labels.push({ score: probability, positive: answerable, isRight, splits });
    onScored?.();
  }
  return labels;
}

function fitScores(labels: readonly FitLabel[]): FitScores {
  const area = countedAuroc(byScore(labels), () => 1);
  const right = labels.filter(label => label.isRight).length;
  return {
    rows: labels.length,
    answerable: labels.filter(label => label.positive).length,
    ...(area === undefined ? {} : { auroc: area }),
    accuracy: labels.length === 0 ? 0 : right / labels.length,
    brier: brierScore(labels),
    calibrationError: expectedCalibrationError(reliability(labels)),
  };
}

function intervalsOf(labels: readonly FitLabel[], options: BootstrapOptions = {}): FitReport['intervals'] {
  const sorted = byScore(labels);
  const mean = (of: (label: FitLabel) => number) => (counts: Uint32Array) =>
    sorted.reduce((sum, label, i) => sum + (counts[i] as number) * of(label), 0) / sorted.length;
  const [area = [0, 0], accuracy = [0, 0], brier = [0, 0]] = bootstrapStatistics(
    sorted.length,
    [
      counts => countedAuroc(sorted, i => counts[i] as number),
      mean(label => (label.isRight ? 1 : 0)),
      mean(label => (label.score - (label.positive ? 1 : 0)) ** 2),
    ],
    options,
  );
  return { auroc: area, accuracy, brier };
}
