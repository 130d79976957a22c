import { CapuchinError, checkConcurrency, linkedAbort, messageOf } from '../base/index.js';
import { type RunEvent, type RunFile, recordRun } from '../trajectory/index.js';
import { breathing } from './many/breath.js';
import { handOver } from './many/hand-over.js';
import { leftWhenStuck } from './many/left-when-stuck.js';
import { type SharedLimits, sharedTools } from './many/shared-tools.js';
import type { Planner, PlannerTools } from './planner.js';
import { type RunEnd, type RunFacts, runPlanner } from './run-planner.js';

/** One of many runs. A limit of time in its tools' limits bounds it whatever it does. */
export interface ManyRun {
  readonly planner: Planner;
  readonly tools: PlannerTools;
  readonly facts: RunFacts;
  /** Opened when the run begins and closed when it ends; without it no record is kept. */
  readonly openFile?: () => RunFile;
}

export interface RunManyOptions extends SharedLimits {
  /** Runs under way at once. */
  readonly concurrency: number;
  /** How long a run that is to stop may take for it before it is left to itself. Default 5,000. */
  readonly graceMs?: number;
  /** Ends the runs that are under way as interrupted; no others begin. */
  readonly signal?: AbortSignal;
  /** Sees each event of each run; the run goes on when what it gives is settled. A run whose events it fails on is stopped. */
  readonly onEvent?: (event: RunEvent, run: ManyRun) => void | Promise<void>;
}

export interface ManyRunEnd extends RunEnd {
  readonly run: ManyRun;
}

/** Time in which nothing but runs is served, at the most. */
const breathEveryMs = 10;

/**
 * Runs many in one process and yields each as it ends. Runs are taken from the iterable when there is room for them, and a
 * run that ended makes room when it is taken from here. What goes wrong in one ends that one alone, as `failed`.
 *
 * @throws what the iterable of runs throws, after the runs under way have ended as interrupted.
 */
export async function* runMany(
  runs: Iterable<ManyRun> | AsyncIterable<ManyRun>,
  options: RunManyOptions,
): AsyncGenerator<ManyRunEnd, void, void> {
  const { concurrency, graceMs = 5_000, signal, onEvent } = options;
  checkConcurrency(concurrency);
  const all = linkedAbort(signal);
  const share = sharedTools(options);
  const breathe = breathing(breathEveryMs, () => performance.now());
  const ended = handOver<ManyRunEnd>();
  const source = Symbol.asyncIterator in runs ? runs[Symbol.asyncIterator]() : runs[Symbol.iterator]();
  let failure: { readonly thrown: unknown } | undefined;

  async function takeRuns(): Promise<void> {
    while (!all.signal.aborted) {
      const next = await source.next();
      if (next.done === true || all.signal.aborted) return;
      await ended.give(await runOne(next.value));
    }
  }

  async function runOne(run: ManyRun): Promise<ManyRunEnd> {
    const own = run.tools.signal;
    const stop = linkedAbort(own === undefined ? all.signal : AbortSignal.any([own, all.signal]));
    try {
      const tools = share({ ...run.tools, signal: stop.signal });
      const events = runPlanner(leftWhenStuck(run.planner, graceMs), tools, run.facts);
      const told = run.openFile === undefined ? events : recordRun(events, run.openFile());
      let tell = onEvent;
      let next = await told.next();
      for (; !next.done; next = await told.next()) {
        try {
          await tell?.(next.value, run);
        } catch (thrown) {
          tell = undefined;
          stop.because(thrown);
        }
        await breathe();
      }
      return { ...next.value, run };
    } catch (thrown) {
      return { outcome: 'failed', reason: messageOf(thrown), thrown, run };
    } finally {
      stop.unlink();
    }
  }

  const workers = Promise.all(
    Array.from({ length: concurrency }, () =>
      takeRuns().catch(thrown => {
        failure ??= { thrown };
        all.because(thrown);
      }),
    ),
  ).then(ended.close);
  try {
    yield* ended.taken();
    if (failure !== undefined) throw failure.thrown;
  } finally {
    all.because(new CapuchinError('aborted', 'the runs are no longer wanted'));
    ended.close();
    await workers;
    all.unlink();
    await source.return?.();
  }
}
