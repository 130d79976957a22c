import type { FitReport, FitScores, Interval, PairedComparison, RetrievalReport } from '../evaluation/index.js';
import { table } from './layout.js';

const shown = ['ndcg@1', 'ndcg@3', 'ndcg@5', 'recall@5', 'recall@10', 'coverage@5', 'coverage@10', 'mrr'] as const;
const numeric = (title: string) => ({ title, align: 'right' as const });
const perCent = (fraction: number) => (100 * fraction).toFixed(2);
const halfWidth = ([low, high]: Interval) => `±${perCent((high - low) / 2)}`;

/** A report in per cent: each split, all, and half the width of the intervals of all. */
export function reportLines(name: string, report: RetrievalReport, width: number): string[] {
  const splits = Object.entries(report.splits).map(([split, scores]) => [
    split,
    String(scores.queries),
    ...shown.map(metric => perCent(scores[metric])),
  ]);
  const rows = [...splits, ...overallRows('all', report)];
  return table([{ title: name }, numeric('n'), ...shown.map(numeric)], rows, width);
}

function overallRows(name: string, { queries, overall, intervals }: RetrievalReport): string[][] {
  return [
    [name, String(queries), ...shown.map(metric => perCent(overall[metric]))],
    ['', '', ...shown.map(metric => halfWidth(intervals[metric]))],
  ];
}

/** Reports of the same queries below one another. */
export function reportsLines(
  reports: readonly (RetrievalReport & { readonly retriever: string })[],
  width: number,
): string[] {
  const rows = reports.flatMap(report => overallRows(report.retriever, report));
  return table([{ title: 'retriever' }, numeric('n'), ...shown.map(numeric)], rows, width);
}

/** A paired comparison, metric by metric, in per cent. */
export function comparisonLines(
  first: string,
  second: string,
  metrics: Readonly<Record<(typeof shown)[number], PairedComparison>>,
  width: number,
): string[] {
  const titles = [first, second, 'difference', '95 %', 'p', 'wins', 'ties', 'losses'];
  const rows = shown.map(metric => {
    const { difference, interval, pValue, wins, ties, losses, ...means } = metrics[metric];
    return [
      metric,
      perCent(means.first),
      perCent(means.second),
      signed(difference),
      interval.map(signed).join(' to '),
      pValue.toFixed(4),
      ...[wins, ties, losses].map(String),
    ];
  });
  return table([{ title: '' }, ...titles.map(numeric)], rows, width);
}

function signed(fraction: number): string {
  return `${fraction >= 0 ? '+' : '-'}${perCent(Math.abs(fraction))}`;
}

/** How well probabilities that something fits hold, and what came of each tenth of them. */
export function fitLines(name: string, report: FitReport, width: number): string[] {
  const titles = ['n', 'answerable', 'auroc', 'accuracy', 'brier', 'calibration error'];
  const { auroc, accuracy, brier } = report.intervals;
  const margins = [auroc, accuracy, brier].map(([low, high]) => `±${((high - low) / 2).toFixed(4)}`);
  const rows = [
    ...Object.entries(report.splits).map(([split, scores]) => fitRow(split, scores)),
    fitRow('all', report),
    ['', '', '', ...margins, ''],
  ];
  const bins = report.reliability.map(({ from, to, count, meanPredicted, observed }) => [
    `${from.toFixed(1)} to ${to.toFixed(1)}`,
    String(count),
    meanPredicted?.toFixed(3) ?? '',
    observed?.toFixed(3) ?? '',
  ]);
  return [
    ...table([{ title: name }, ...titles.map(numeric)], rows, width),
    '',
    ...table([{ title: 'probability' }, ...['n', 'mean', 'answerable'].map(numeric)], bins, width),
  ];
}

function fitRow(name: string, { rows, answerable, auroc, accuracy, brier, calibrationError }: FitScores): string[] {
  const figures = [accuracy, brier, calibrationError].map(figure => figure.toFixed(4));
  return [name, String(rows), String(answerable), auroc?.toFixed(4) ?? '', ...figures];
}
