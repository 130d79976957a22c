import { CapuchinError } from '../base/index.js';
import type { UndoStep } from '../execution/index.js';
import { type StepToUndo, undoneKeys, undoneRun } from '../planning/index.js';
import { type Change, changesOf, listRunFiles, type RunStart, readRun } from '../trajectory/index.js';
import { findRun } from './find-run.js';

/** A run whose changes are to be taken back: what can be, what cannot, and what was already. Latest first. */
export interface UndoTarget {
  readonly start: RunStart;
  readonly path: string;
  readonly changes: readonly TargetChange[];
}

export interface TargetChange extends Change {
  readonly state: 'undoable' | 'impossible' | 'undone';
  /** Why it cannot be undone, or by which run it was. */
  readonly reason?: string;
}

/** The run by its id, a path, or as `last`: the last one that is itself no undo. Throws `not-found`, `cannot-undo`. */
export async function findUndoTarget(folder: string, run: string): Promise<UndoTarget> {
  const path = run === 'last' ? await lastRun(folder) : await findRun(folder, run);
  const events = await readRun(path);
  const start = events[0];
  if (start?.type !== 'run-start') throw new CapuchinError('bad-run-file', `${path} has no start`);
  const undoes = undoneRun(start);
  if (undoes !== undefined) {
    const message = `${start.runId} is itself an undo, of ${undoes}, and is not undone; make its calls again instead`;
    throw new CapuchinError('cannot-undo', message);
  }
  const undone = await undoneChanges(folder, start.runId);
  const changes = changesOf(events).map(change => withState(change, undone));
  return { start, path, changes: changes.toReversed() };
}

/** Of the latest `count` changes that can be taken back, or of all: the steps, latest first. */
export function stepsOf({ changes }: UndoTarget, count = Number.POSITIVE_INFINITY): readonly StepToUndo[] {
  const undoable = changes.filter(({ state }) => state === 'undoable').slice(0, count);
  return undoable.map(({ key, name, undo }) => ({ key, name, step: undo as UndoStep }));
}

function withState(change: Change, undone: ReadonlyMap<string, string>): TargetChange {
  const by = undone.get(change.key);
  if (by !== undefined) return { ...change, state: 'undone', reason: `already undone by ${by}` };
  if ('impossible' in change.undo) return { ...change, state: 'impossible', reason: change.undo.impossible };
  return { ...change, state: 'undoable' };
}

/** Keys of a run's changes that were taken back → the run that did. */
async function undoneChanges(folder: string, runId: string): Promise<ReadonlyMap<string, string>> {
  const undone = new Map<string, string>();
  const since = secondOf(runId);
  for (const path of await listRunFiles(folder)) {
    // A run is undone after it was made, so older files need not be read.
    if (secondOf(path.slice(path.lastIndexOf('/') + 1).replace(/^.*\\/, '')) < since) break;
    const events = await readRun(path).catch(passOver);
    const start = events[0];
    if (start?.type !== 'run-start' || undoneRun(start) !== runId) continue;
    for (const key of undoneKeys(events)) undone.set(key, start.runId);
  }
  return undone;
}

/** `20260131-235959` of an id or file name; empty for others, which are read. */
function secondOf(name: string): string {
  return /^\d{8}-\d{6}/.exec(name)?.[0] ?? '';
}

/** What is no run file undoes nothing. */
function passOver(thrown: unknown): [] {
  if (thrown instanceof CapuchinError) return [];
  throw thrown;
}

/** Ids tell runs of one second apart by chance, so among those the time of the first event decides. */
async function lastRun(folder: string): Promise<string> {
  let best: { readonly path: string; readonly at: number; readonly second: string } | undefined;
  for (const path of await listRunFiles(folder)) {
    const events = await readRun(path).catch(passOver);
    const [start] = events;
    if (start?.type !== 'run-start' || undoneRun(start) !== undefined) continue;
    const second = secondOf(start.runId);
    if (best !== undefined && second !== best.second) break;
    if (best === undefined || start.at > best.at) best = { path, at: start.at, second };
  }
  if (best !== undefined) return best.path;
  throw new CapuchinError('not-found', 'there are no runs yet; try: capuchin ask "…"');
}
