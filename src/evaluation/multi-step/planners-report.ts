import { type PairedComparison, pairedComparison } from '../statistics/paired-comparison.js';
import { type Accuracy, accuracyOf } from '../tool-calls/accuracy.js';
import type { JudgedRun } from './judged-run.js';

export interface PlannersReport {
  readonly planners: Readonly<Record<string, PlannerScore>>;
  /** Every planner against the first, over requests; a request's value is the share of its runs that are right. */
  readonly pairs: readonly PlannerPair[];
  /** Planners that the model has no part for, with what it was asked for. */
  readonly notDrivable: Readonly<Record<string, string>>;
}

export interface PlannerScore {
  /** Over runs. Those of one request are not independent, so that its interval is rather too narrow. */
  readonly passed: Accuracy;
  /** By how many calls the plan has. */
  readonly byCalls: Readonly<Record<string, Accuracy>>;
  /** Means over runs. */
  readonly modelCalls: number;
  readonly apiCalls: number;
  readonly attempts: number;
}

export interface PlannerPair extends PairedComparison {
  readonly planner: string;
  readonly against: string;
}

/** How many of the runs came to a right answer, planner by planner, in the order of the runs. */
export function plannersReport(
  runs: readonly JudgedRun[],
  notDrivable: Readonly<Record<string, string>> = {},
): PlannersReport {
  const byPlanner = groupedBy(runs, ({ planner }) => planner);
  const [first, ...others] = [...byPlanner];
  return {
    planners: Object.fromEntries([...byPlanner].map(([name, own]) => [name, scoreOf(own)])),
    pairs: first === undefined ? [] : others.map(other => pairOf(first, other)),
    notDrivable,
  };
}

function scoreOf(runs: readonly JudgedRun[]): PlannerScore {
  const mean = (value: (run: JudgedRun) => number) =>
    runs.reduce((sum, run) => sum + value(run), 0) / Math.max(1, runs.length);
  const byCalls = [...groupedBy(runs, ({ request }) => request.plan.length)].sort(([a], [b]) => a - b);
  return {
    passed: accuracyOf(runs.map(faultOf)),
    byCalls: Object.fromEntries(byCalls.map(([calls, own]) => [calls, accuracyOf(own.map(faultOf))])),
    modelCalls: mean(({ modelCalls }) => modelCalls),
    apiCalls: mean(({ apiCalls }) => apiCalls),
    attempts: mean(({ attempts }) => attempts),
  };
}

/** What a run came to, where it came to no right answer. */
function faultOf({ outcome, isRight }: JudgedRun): string | undefined {
  if (isRight) return undefined;
  return outcome === 'answered' ? 'wrong-answer' : outcome;
}

type Group = readonly [name: string, runs: readonly JudgedRun[]];

function pairOf([against, first]: Group, [planner, second]: Group): PlannerPair {
  const shares = (runs: readonly JudgedRun[]) =>
    [...groupedBy(runs, ({ request }) => request.id).values()].map(
      own => own.filter(({ isRight }) => isRight).length / own.length,
    );
  return { planner, against, ...pairedComparison(shares(first), shares(second)) };
}

function groupedBy<Key>(runs: readonly JudgedRun[], keyOf: (run: JudgedRun) => Key): Map<Key, JudgedRun[]> {
  const groups = new Map<Key, JudgedRun[]>();
  for (const run of runs) groups.set(keyOf(run), [...(groups.get(keyOf(run)) ?? []), run]);
  return groups;
}
