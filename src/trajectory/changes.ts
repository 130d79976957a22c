import type { Effect } from '../catalog/index.js';
import type { UndoStep } from '../execution/index.js';
import type { RecordedEvent, RunEvent } from './event.js';

type CallStart = Extract<RunEvent, { type: 'call-start' }>;
type CallEnd = Extract<RunEvent, { type: 'call-end' }>;

/** A call of a run that changed something, or may have. */
export interface Change {
  /** Names the call within its run. */
  readonly key: string;
  readonly name: string;
  readonly apiId?: string;
  readonly effect?: Effect;
  readonly arguments: CallStart['arguments'];
  /** What takes it back, or why nothing does. */
  readonly undo: UndoStep | { readonly impossible: string };
}

/** Said of a call that was under way when its run ended. */
export const unknownWhetherMade = 'the run ended while the call was under way; whether it was made is unknown';

/** The calls of a run that changed something and were not taken back in it, in the order they were made. */
export function changesOf(events: readonly RecordedEvent[]): readonly Change[] {
  const undone = undoneWithin(events);
  const ends = new Map(events.flatMap(event => (event.type === 'call-end' ? [[keyOf(event), event] as const] : [])));
  return events.flatMap(event => {
    if (event.type !== 'call-start' || event.effect === 'read' || event.undoes !== undefined) return [];
    const key = keyOf(event);
    if (undone.has(key)) return [];
    const undo = undoOf(event, ends.get(key));
    if (undo === undefined) return [];
    const { name, apiId, effect } = event;
    return [
      {
        key,
        name,
        arguments: event.arguments,
        undo,
        ...(apiId === undefined ? {} : { apiId }),
        ...(effect === undefined ? {} : { effect }),
      },
    ];
  });
}

function undoneWithin(events: readonly RecordedEvent[]): ReadonlySet<string> {
  const undoing = new Map<string, string>();
  const undone = new Set<string>();
  for (const event of events) {
    if (event.type === 'call-start' && event.undoes !== undefined) undoing.set(keyOf(event), event.undoes);
    const taken =
      event.type === 'call-end' && event.observation.status === 'ok' ? undoing.get(keyOf(event)) : undefined;
    if (taken !== undefined) undone.add(taken);
  }
  return undone;
}

/** Ids of calls are the model's, and may come again at another node. */
function keyOf({ node, callId }: CallStart | CallEnd): string {
  return `${node}/${callId}`;
}

/** Undefined for what changed nothing. */
function undoOf({ apiId }: CallStart, end: CallEnd | undefined): Change['undo'] | undefined {
  if (apiId === undefined) return undefined;
  if (end === undefined) return { impossible: unknownWhetherMade };
  const { observation } = end;
  if (observation.provenance === 'none' || observation.provenance === 'recorded') return undefined;
  if (observation.provenance === 'simulated') return undefined;
  switch (observation.status) {
    case 'ok':
      if (observation.undo !== undefined) return observation.undo;
      return {
        impossible: observation.warnings?.find(each => each.includes('cannot be undone')) ?? 'it cannot be taken back',
      };
    case 'http-error':
      return undefined;
    case 'failed':
    case 'timeout':
      return { impossible: 'it failed, and whether it changed anything is unknown' };
    default:
      return undefined;
  }
}
