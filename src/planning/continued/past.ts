import { CapuchinError, canonicalJson, type JsonValue } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';
import type { Observation, Provenance } from '../../execution/index.js';
import type { ChatReply } from '../../models/index.js';
import type { Found } from '../../retrieval/index.js';
import { type RecordedEvent, type RunEvent, unknownWhetherMade } from '../../trajectory/index.js';
import { describeEvent, differingParts, placeOf } from './same-event.js';

/**
 * What a run gave until it was left, by its place in the run. Each method gives `undefined` where the world is to be asked,
 * and that only when everything on record was told anew: nothing is called while it could turn out that the planner goes
 * another way than it went.
 */
export interface Past {
  reply(node: number): Promise<ChatReply | undefined>;
  found(node: number): Promise<Found | undefined>;
  /** A call that was under way and may have changed something is given as one of which nobody knows what it did. */
  observation(node: number, callId: string, provenance: Provenance): Promise<Observation | undefined>;
}

/** A past that is told, event by event, what the planner does now. */
export interface RetoldPast extends Past {
  /** Whether the event is on record; throws `run-diverged` where another one is. */
  see(event: RunEvent): boolean;
  /** Whether everything on record was told anew. */
  readonly isOver: boolean;
  /** The call, told of and not made since, that takes back another with these arguments. */
  undoing(args: JsonValue): { readonly node: number; readonly callId: string } | undefined;
  /** Names what is on record and was not told. */
  diverged(instead: RunEvent): CapuchinError;
}

type Told = Extract<RecordedEvent, { node: number }>;

/** How long several calls under way at once may take to be told anew before the planner is held to go another way. */
const patienceMs = 250;

/** `find` gives the APIs of these ids that are still there. */
export function retoldPast(
  events: readonly RecordedEvent[],
  find: (ids: readonly string[]) => readonly Api[],
): RetoldPast {
  const all = events.filter((event): event is Told => 'node' in event);
  const refused = refusedByBudget(events);
  const told = all.filter(event => !refused.has(event));
  const unseen = byPlace(told);
  const unended = unendedCalls(all);
  const oneAtATime = isOneAtATime(told);
  const waiting = new Set<{ done(): void; fail(reason: Error): void }>();
  const undoing: Extract<RunEvent, { type: 'call-start' }>[] = [];
  let left = told.length;
  let stranger: RunEvent | undefined;
  let patience: ReturnType<typeof setTimeout> | undefined;

  const next = <T extends Told['type']>(type: T, node: number, callId?: string) =>
    unseen.get(placeOf({ type, node, callId }))?.[0] as Extract<Told, { type: T }> | undefined;

  function diverged(instead: RunEvent | undefined): CapuchinError {
    const first = [...unseen.values()].flatMap(([event]) => event ?? []).sort((a, b) => a.seq - b.seq)[0];
    return divergence(first, instead);
  }

  /** Nothing is under way but what waits here, so if nothing more is told, nothing ever will be. */
  function wait(): void {
    clearTimeout(patience);
    if (waiting.size === 0) return;
    patience = setTimeout(() => {
      for (const each of waiting) each.fail(diverged(stranger));
    }, patienceMs);
  }

  async function over(): Promise<undefined> {
    if (left === 0) return undefined;
    await new Promise<void>((done, fail) => {
      waiting.add({ done, fail });
      wait();
    });
    return undefined;
  }

  return {
    get isOver() {
      return left === 0;
    },
    diverged,
    undoing(args) {
      const text = canonicalJson(args);
      const place = undoing.findIndex(call => canonicalJson(call.arguments) === text);
      return undoing.splice(place, place < 0 ? 0 : 1)[0];
    },
    see(event) {
      if (event.type === 'call-start' && event.undoes !== undefined) undoing.push(event);
      const queue = unseen.get(placeOf(event));
      const recorded = queue?.[0];
      if (queue === undefined || recorded === undefined) {
        stranger ??= event;
        if (left > 0 && oneAtATime) throw diverged(event);
        return false;
      }
      if (differingParts(recorded, event).length > 0) throw divergence(recorded, event);
      queue.shift();
      left -= 1;
      if (left === 0) for (const each of waiting) each.done();
      wait();
      return true;
    },
    async reply(node) {
      const said = next('model-end', node);
      if (said === undefined) return over();
      const { content, toolCalls, finish, usage, costUsd, confidence, warnings } = said;
      return {
        message: { role: 'assistant', content, toolCalls },
        finish: finish as ChatReply['finish'],
        usage,
        ...(costUsd === undefined ? {} : { costUsd }),
        ...(confidence === undefined ? {} : { confidence }),
        warnings,
      };
    },
    async found(node) {
      const seen = next('retrieve-end', node);
      if (seen === undefined) return over();
      const apis = new Map(find(seen.hits.map(({ id }) => id)).map(api => [api.id, api]));
      const hits = seen.hits.map(({ id, name, score }) => {
        const api = apis.get(id);
        if (api?.name === name) return { api, score };
        const what = api === undefined ? 'in no collection any more' : `called ${api.name} by now`;
        throw new CapuchinError('run-diverged', `${name} (${id}), which the run had found, is ${what}`);
      });
      const { fit, constraints } = seen;
      return {
        hits,
        ...(fit === undefined ? {} : { fit }),
        ...(constraints === undefined ? {} : { screening: constraints }),
      };
    },
    async observation(node, callId, provenance) {
      const seen = next('call-end', node, callId)?.observation;
      if (seen !== undefined) return seen;
      const place = placeOf({ type: 'call-start', node, callId });
      if (!unended.delete(place)) return over();
      return { status: 'failed', reason: unknownWhetherMade, provenance, elapsedMs: 0, coerced: [] };
    },
  };
}

function byPlace(events: readonly Told[]): ReadonlyMap<string, Told[]> {
  const places = new Map<string, Told[]>();
  for (const event of events) {
    const place = placeOf(event);
    const before = places.get(place);
    if (before === undefined) places.set(place, [event]);
    else before.push(event);
  }
  return places;
}

/** Ends of calls that were not made since the budget was spent with them: with a larger one they are. */
function refusedByBudget(events: readonly RecordedEvent[]): ReadonlySet<RecordedEvent> {
  const reasons = new Set(
    events.flatMap(event => (event.type === 'run-end' && event.outcome === 'budget-spent' ? [event.reason] : [])),
  );
  const isRefused = (event: RecordedEvent) =>
    event.type === 'call-end' && event.observation.status === 'denied' && reasons.has(event.observation.reason);
  return new Set(events.filter(isRefused));
}

/** Places of calls that were under way when the run was left and are not known to only read. */
function unendedCalls(events: readonly Told[]): Set<string> {
  const open = new Set<string>();
  for (const event of events) {
    if (event.type === 'call-start' && event.effect !== 'read') open.add(placeOf(event));
    if (event.type === 'call-end') open.delete(placeOf({ ...event, type: 'call-start' }));
  }
  return open;
}

/** Whether each thing was over before the next began, so that the next thing told must be the next on record. */
function isOneAtATime(events: readonly Told[]): boolean {
  let underWay = 0;
  for (const { type } of events) {
    if (type === 'model-start' || type === 'call-start' || type === 'retrieve-start') underWay += 1;
    if (type === 'model-end' || type === 'call-end' || type === 'retrieve-end') underWay -= 1;
    if (underWay > 1) return false;
  }
  return true;
}

function divergence(recorded: RecordedEvent | undefined, now: RunEvent | undefined): CapuchinError {
  const was = recorded === undefined ? 'nothing more' : `${describeEvent(recorded)} (event ${recorded.seq})`;
  const is = now === undefined ? 'nothing' : describeEvent(now);
  const parts = recorded === undefined || now?.type !== recorded.type ? [] : differingParts(recorded, now);
  const where = parts.length === 0 ? '' : `, with another ${parts.join(', ')}`;
  const message = `the planner goes another way than it went: ${was} is on record, and now comes ${is}${where}`;
  return new CapuchinError(
    'run-diverged',
    `${message}; the run cannot be continued from here, but it can be made anew`,
  );
}
