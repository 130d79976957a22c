import type { PairedComparison } from '../evaluation/index.js';
import type { FusionRefit, TrainedArm } from '../training/index.js';
import { table } from './layout.js';

const perCent = (fraction: number) => (100 * fraction).toFixed(2);
const signed = (fraction: number) => `${fraction >= 0 ? '+' : '-'}${perCent(Math.abs(fraction))}`;
const numeric = (title: string) => ({ title, align: 'right' as const });

/** Before and after on what was held out, metric by metric, in per cent. */
export function gainLines(metrics: Readonly<Record<string, PairedComparison>>, width: number): string[] {
  const titles = ['n', 'before', 'after', 'difference', '95 %', 'p', 'wins', 'ties', 'losses'];
  const rows = Object.entries(metrics).map(([metric, { n, interval, difference, pValue, ...rest }]) => [
    metric,
    String(n),
    perCent(rest.first),
    perCent(rest.second),
    signed(difference),
    interval.map(signed).join(' to '),
    pValue.toFixed(4),
    ...[rest.wins, rest.ties, rest.losses].map(String),
  ]);
  return table([{ title: 'held out' }, ...titles.map(numeric)], rows, width);
}

function describeGain(
  { n, first, second, difference, interval }: PairedComparison,
  heldOut: FusionRefit['heldOut'],
): string {
  const change = `NDCG@5 ${perCent(first)} → ${perCent(second)}`;
  return `${change} (${signed(difference)}, 95 % ${interval.map(signed).join(' to ')}, n ${n}) on ${heldOut} held out`;
}

/** What was trained on, and what that gained. */
export function describeRefit({ pairs, gain, heldOut }: FusionRefit): string {
  return `${pairs} requests, ${describeGain(gain['ndcg@5'], heldOut)}`;
}

export function fusionLines({ gain, fitGain, heldOut, pairs, unknown }: FusionRefit, width: number): string[] {
  const { folds, leftOut, ...metrics } = gain;
  const { before, after, n, isRetrained } = fitGain;
  const score = ({ auroc, brier }: typeof before) => `AUROC ${auroc?.toFixed(3) ?? '-'}, Brier ${brier.toFixed(3)}`;
  const outside = unknown > 0 ? `, ${unknown} more have no API of the collection` : '';
  return [
    `${pairs} requests in ${folds} folds of ${heldOut}; ${leftOut} need ${heldOut} of several folds and are not tested${outside}`,
    ...gainLines(metrics, width),
    `does anything fit: ${score(before)} → ${score(after)} (n ${n}${isRetrained ? '' : ', not retrained'})`,
  ];
}

export function denseLines({ gain }: TrainedArm, width: number): string[] {
  return gainLines({ 'ndcg@5, vectors alone': gain.alone, 'ndcg@5, with words': gain.withWords }, width);
}
