import { canonicalJson, type JsonObject } from '../../base/index.js';
import type { RunEvent } from '../../trajectory/index.js';

/** Where in a run an event stands; several of one place come one after the other. */
export interface Place {
  readonly type: RunEvent['type'];
  readonly node?: number | undefined;
  readonly callId?: string | undefined;
}

export function placeOf({ type, node, callId }: Place): string {
  return `${type} ${node ?? ''} ${callId ?? ''}`;
}

/** What may differ when a run is told anew: when it was, who says it, and what is reckoned beside it. */
const incidental = new Set(['seq', 'at', 'model', 'retriever', 'origins', 'effect']);

/** Names of the parts in which two events of one place differ, as they stand on file. */
export function differingParts(recorded: RunEvent, now: RunEvent): readonly string[] {
  const [before, after] = [recorded, now] as unknown as [JsonObject, JsonObject];
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter(name => !incidental.has(name) && partText(before[name]) !== partText(after[name]));
}

function partText(part: unknown): string {
  return part === undefined ? '' : canonicalJson(part);
}

/** `a call of add at node 3`. */
export function describeEvent(event: RunEvent): string {
  switch (event.type) {
    case 'call-start':
      return `a call of ${event.name} at node ${event.node}`;
    case 'call-end':
      return `the end of a call (${event.observation.status}) at node ${event.node}`;
    case 'model-start':
      return `a question to the model at node ${event.node}`;
    case 'model-end':
      return `a reply of the model at node ${event.node}`;
    case 'retrieve-start':
      return `a search for "${event.query}" at node ${event.node}`;
    case 'step-end':
      return `the end of step ${event.node} (${event.outcome})`;
    case 'run-end':
      return `the end of the run (${event.outcome})`;
    default:
      return 'node' in event ? `${event.type} at node ${event.node}` : event.type;
  }
}
