import { CapuchinError } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';
import type { ChatModel } from '../../models/index.js';
import type { RecordedEvent, RunEvent, RunStart } from '../../trajectory/index.js';
import type { Planner, PlannerTools } from '../planner.js';
import { type RunEnd, type RunFacts, runPlanner } from '../run-planner.js';
import { type RetoldPast, retoldPast } from './past.js';
import { spendingOf } from './spending.js';

export interface ContinueOptions {
  /** What the run went through before it is continued; its first event is its start. */
  readonly events: readonly RecordedEvent[];
  /** The APIs of these ids that are still there: what was found is not searched for again. */
  readonly find: (ids: readonly string[]) => readonly Api[];
  /** What is told before the first event that is new: that the run goes on, or the start of another with what it takes over. */
  readonly opening: (start: RunStart) => readonly (RunEvent | RecordedEvent)[];
}

/**
 * Goes on with a run: the planner works anew, with the replies, finds and observations on record in place of new ones until
 * they are used up. Yields what is new only, and nothing where the planner goes another way than it went: then it throws
 * `run-diverged` before anything was asked or called. Totals are of the whole run.
 */
export async function* continueRun(
  planner: Planner,
  tools: PlannerTools,
  facts: RunFacts,
  { events, find, opening }: ContinueOptions,
): AsyncGenerator<RunEvent | RecordedEvent, RunEnd, void> {
  const past = retoldPast(events, find);
  const { undo } = tools;
  const isOwn = events.every(event => event.type !== 'model-start' || event.model === tools.model.id);
  const model = isOwn ? tools.model : heldBack(tools.model, past);
  const again = { ...tools, model, past, ...(undo === undefined ? {} : { undo: retoldUndo(undo, past) }) };
  const run = runPlanner(planner, again, facts);
  const early: (RunEvent | RecordedEvent)[] = [];
  for (;;) {
    const next = await run.next();
    if (next.done) return next.value;
    const event = next.value;
    if (event.type === 'run-start') early.push(...opening(event));
    if (event.type === 'run-start' || ('node' in event && past.see(event))) continue;
    if (event.type === 'run-end' && !past.isOver) return stopped(await run.next(), past.diverged(event));
    early.push(event.type === 'run-end' ? withTimeBefore(event, events) : event);
    // What comes while something else is still told anew is new only once all of that turned out to be the same.
    if (past.isOver) yield* early.splice(0);
  }
}

/** What was stopped while it was told anew has not gone on at all; what ended by itself did not end so before. */
function stopped(next: IteratorResult<unknown, RunEnd>, diverged: CapuchinError): RunEnd {
  const thrown = next.done === true ? next.value.thrown : undefined;
  if (next.done !== true || thrown === undefined) throw diverged;
  if (thrown instanceof CapuchinError && thrown.code === 'run-diverged') throw thrown;
  return next.value;
}

/**
 * A model too small to compose values is asked back for, and what another one composed in its place was not: until all of
 * that was told anew, it counts as the one that composed it.
 */
function heldBack(model: ChatModel, past: RetoldPast): ChatModel {
  const { leavesOpen: _own, ...composing } = model.features;
  return {
    ...model,
    get features() {
      return past.isOver ? model.features : composing;
    },
  };
}

/** What is taken back is told of first, so the step belongs to the first such call that was told of and not yet made. */
function retoldUndo(undo: NonNullable<PlannerTools['undo']>, past: RetoldPast): NonNullable<PlannerTools['undo']> {
  return async step => {
    const call = past.undoing(step.arguments);
    const provenance = step.kind === 'function' ? 'local' : 'live';
    return (call && (await past.observation(call.node, call.callId, provenance))) ?? undo(step);
  };
}

function withTimeBefore(end: Extract<RunEvent, { type: 'run-end' }>, events: readonly RecordedEvent[]): RunEvent {
  const elapsedMs = end.totals.elapsedMs + spendingOf(events).elapsedMs;
  return { ...end, totals: { ...end.totals, elapsedMs } };
}
