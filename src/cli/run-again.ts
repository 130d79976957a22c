import { inert } from '../execution/index.js';
import { eventsUntil, type RunEnd } from '../planning/index.js';
import { changesOf, type RecordedEvent } from '../trajectory/index.js';
import { flagsOfRun } from './flags-of-run.js';
import { type Io, note } from './io.js';
import { checkResumable, type RunOrigin, readOrigin } from './run-origin.js';
import { type AskFlags, runRequest } from './run-request.js';
import { openWorkbench } from './workbench.js';

export interface AgainFlags extends Partial<AskFlags> {
  /** The last step that a fork takes over. */
  readonly node?: number;
}

/** Goes on with a run in its file, from one of its steps, or makes it anew. */
export async function runAgain(
  io: Io,
  how: 'resume' | 'fork' | 'rerun',
  run: string,
  { node = 0, ...given }: AgainFlags,
): Promise<RunEnd> {
  const { folders, close } = await openWorkbench(io, {});
  const found = await readOrigin(folders.runs, run).finally(close);
  const origin = originFor(how, found, node);
  const before = flagsOfRun(found.start);
  const budget = { ...before.budget, ...given.budget };
  if (how === 'resume') checkResumable(origin);
  if (how === 'fork') for (const line of staying(found.takes, origin.takes ?? [])) note(io, line);
  // Planners keep the seed among their own settings.
  const seeded = given.seed === undefined ? [] : [`seed=${given.seed}`];
  const plannerOption = [...seeded, ...(given.plannerOption ?? [])];
  return runRequest(io, found.start.request, { ...before, ...given, budget, plannerOption }, origin);
}

function originFor(
  how: 'resume' | 'fork' | 'rerun',
  { start, path, takes }: RunOrigin & { readonly takes: readonly RecordedEvent[] },
  node: number,
): RunOrigin {
  switch (how) {
    case 'resume':
      return { start, path, takes, isResumed: true };
    case 'fork':
      return { start, path, takes: eventsUntil(takes, node), forkedAt: node, isResumed: false };
    case 'rerun':
      return { start, path, isResumed: false };
    default:
      return how satisfies never;
  }
}

/** What the run changed in steps that the fork does not take over. */
function staying(all: readonly RecordedEvent[], taken: readonly RecordedEvent[]): string[] {
  const known = new Set(changesOf(taken).map(({ key }) => key));
  const left = changesOf(all).filter(({ key }) => !known.has(key));
  if (left.length === 0) return [];
  const names = left.map(({ name }) => inert(name)).join(', ');
  return [`capuchin: what the run changed after that step stays changed (capuchin undo takes it back): ${names}`];
}
