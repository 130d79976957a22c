import { join, resolve } from 'node:path';
import type { JsonObject } from '../base/index.js';
import type { Executor } from '../execution/index.js';
import { type Planner, type RunEnd, runPlanner, withoutModel } from '../planning/index.js';
import { createRunFile, makeRunId, type RecordedEvent, recordRun } from '../trajectory/index.js';
import type { Io } from './io.js';
import { readVersion } from './version.js';
import type { Workbench } from './workbench.js';

export interface GivenRun {
  readonly planner: Planner;
  /** What was asked for, in words. */
  readonly request: string;
  readonly options: JsonObject;
  readonly executor: Executor;
  /** Where the run file goes; a name of its own in the folder of runs when left out. */
  readonly out?: string | undefined;
  readonly onEvent?: (event: RecordedEvent) => void;
}

export interface RecordedRun {
  readonly end: RunEnd;
  readonly path: string;
  readonly events: readonly RecordedEvent[];
}

/** Runs calls that are given, without a model, and records them as any other run. */
export async function recordGiven(io: Io, { folders, settings }: Workbench, run: GivenRun): Promise<RecordedRun> {
  const runId = makeRunId(io.now(), io.random);
  const path = run.out === undefined ? join(folders.runs, `${runId}.jsonl`) : resolve(io.cwd, run.out);
  const file = createRunFile(path, io.now);
  const tools = withoutModel({
    executor: run.executor,
    signal: io.signal,
    now: io.now,
    beforeIrreversible: async () => file.sync(),
  });
  const { request, options } = run;
  const facts = { runId, request, options, seed: settings.seed, collections: {}, capuchin: readVersion() };
  const events: RecordedEvent[] = [];
  const recorded = recordRun(runPlanner(run.planner, tools, facts), file);
  for (;;) {
    const next = await recorded.next();
    if (next.done) return { end: next.value, path, events };
    events.push(next.value);
    run.onEvent?.(next.value);
  }
}
