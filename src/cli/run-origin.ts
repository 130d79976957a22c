import { CapuchinError } from '../base/index.js';
import {
  type ContinueOptions,
  continueRun,
  type Planner,
  type PlannerTools,
  planners,
  type RunEnd,
  type RunFacts,
  runPlanner,
} from '../planning/index.js';
import {
  continueRunFile,
  createRunFile,
  openedWhenWritten,
  type RecordedEvent,
  type RunEvent,
  type RunFile,
  type RunOutcome,
  type RunStart,
  readRun,
} from '../trajectory/index.js';
import { findRun } from './find-run.js';

/** The run that another comes from: is gone on with, forked, or made anew. */
export interface RunOrigin {
  readonly start: RunStart;
  readonly path: string;
  /** What of it is taken over; absent where it is made anew. */
  readonly takes?: readonly RecordedEvent[];
  /** The last step that is taken over, where another run goes on from it. */
  readonly forkedAt?: number;
  /** It goes on in its own file. */
  readonly isResumed: boolean;
}

/** A run by its id, a path, or as `last`; throws `not-found`, and `cannot-continue` for calls that were no request. */
export async function readOrigin(
  folder: string,
  run: string,
): Promise<RunOrigin & { readonly takes: readonly RecordedEvent[] }> {
  const path = await findRun(folder, run);
  const takes = await readRun(path);
  const start = takes[0];
  if (start?.type !== 'run-start') throw new CapuchinError('bad-run-file', `${path} has no start`);
  if (!Object.hasOwn(planners, start.planner)) {
    const message = `${start.runId} was decided by no planner ("${start.planner}"), so there is nothing to decide anew`;
    throw new CapuchinError('cannot-continue', message);
  }
  return { start, path, takes, isResumed: false };
}

/** What ended for good is not gone on with. Throws `run-ended`, saying what can be done instead. */
export function checkResumable({ start, takes }: RunOrigin): void {
  const last = takes?.findLast(event => event.type === 'run-end' || event.type === 'run-resume');
  if (last?.type !== 'run-end') return;
  const what = endedForGood[last.outcome];
  if (what === undefined) return;
  const id = start.runId;
  const nodes = (takes ?? []).flatMap(event =>
    event.type === 'model-start' && event.role === undefined ? [event.node] : [],
  );
  const node = Math.max(0, ...nodes.slice(0, -1));
  const ways = `capuchin runs fork ${id} --node ${node} tries another way from a step of it, capuchin runs rerun ${id} makes it anew`;
  throw new CapuchinError('run-ended', `${id} ${what}, so nothing is left to go on with; ${ways}`);
}

const endedForGood: Readonly<Partial<Record<RunOutcome, string>>> = {
  answered: 'has answered',
  'asked-back': 'has asked for what the request does not say',
  'gave-up': 'gave up',
  'nothing-fits': 'found that no API fits',
};

/** Where the events of a run go, and how it comes to them. */
export interface RunRecord {
  readonly file: RunFile;
  run(planner: Planner, tools: PlannerTools, facts: RunFacts): AsyncGenerator<RunEvent | RecordedEvent, RunEnd, void>;
}

export interface RecordOptions {
  readonly path: string;
  readonly now: () => number;
  readonly find: ContinueOptions['find'];
}

/** A file that is gone on with, or that takes over another run's events, is left alone where the planner goes another way. */
export function openRecord({ path, now, find }: RecordOptions, origin: RunOrigin | undefined): RunRecord {
  const events = origin?.takes;
  if (origin === undefined || events === undefined) return { file: createRunFile(path, now), run: runPlanner };
  const { isResumed } = origin;
  const open = () => (isResumed ? continueRunFile(path, now, events) : createRunFile(path, now));
  return {
    file: openedWhenWritten(path, open),
    run: (planner, tools, facts) =>
      continueRun(planner, tools, facts, {
        events,
        find,
        opening: start =>
          isResumed ? [{ type: 'run-resume', capuchin: start.capuchin }] : [start, ...events.slice(1)],
      }),
  };
}
