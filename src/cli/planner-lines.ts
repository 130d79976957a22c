import type { PlannersReport } from '../evaluation/index.js';
import { accuracyLines } from './accuracy-lines.js';
import { table } from './layout.js';

export interface PlannersHead {
  readonly model: string;
  readonly requests: number;
  readonly seeds: number;
  readonly budget: number;
  readonly attempts?: number;
  readonly k: number;
  readonly offered: string;
}

const perCent = (fraction: number) => (100 * fraction).toFixed(1);
const numeric = (title: string) => ({ title, align: 'right' as const });

/** Planners below one another: how often each was right, what that took, and how each compares with the first. */
export function plannerLines(head: PlannersHead, report: PlannersReport, width: number): string[] {
  const { planners, pairs, notDrivable } = report;
  const scores = Object.entries(planners);
  const attempts = head.attempts === undefined ? '' : `, ${head.attempts} attempts at the most`;
  const costs = scores.map(([name, { byCalls, modelCalls, apiCalls, attempts: begun }]) => [
    name,
    ...[2, 3, 4].map(calls => (byCalls[calls] === undefined ? '' : perCent(byCalls[calls].accuracy))),
    ...[modelCalls, apiCalls, begun].map(mean => mean.toFixed(2)),
  ]);
  return [
    `${head.model}: ${head.requests} requests, ${head.seeds} runs of each, ${head.budget} model calls a run${attempts}`,
    `offered: ${head.k} functions: ${head.offered}`,
    '',
    ...accuracyLines(
      'planner',
      scores.map(([name, { passed }]) => [name, passed] as const),
      width,
    ),
    '',
    ...table(
      [{ title: 'planner' }, ...['2 calls', '3 calls', '4 calls', 'model calls', 'API calls', 'attempts'].map(numeric)],
      costs,
      width,
    ),
    ...(pairs.length === 0 ? [] : ['']),
    ...pairs.map(
      ({ planner, against, difference, interval: [low, high], pValue, wins, ties, losses }) =>
        `${planner} − ${against}: ${signed(difference)} (${signed(low)} to ${signed(high)}), p = ${pValue.toFixed(4)}; ` +
        `better on ${wins} requests, as good on ${ties}, worse on ${losses}`,
    ),
    ...Object.entries(notDrivable).map(([name, reason]) => `${name} was not run: ${reason}`),
  ];
}

/** Per cent points. */
function signed(fraction: number): string {
  return `${fraction < 0 ? '−' : '+'}${perCent(Math.abs(fraction))}`;
}
