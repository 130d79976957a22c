import { CapuchinError } from '../../base/index.js';
import type { RecordedEvent } from '../../trajectory/index.js';

/**
 * The events of a run up to the end of a step, which another run can go on from: those until the step ended, and the ends
 * of what was under way beside it. Node 0 ends with what was found for the request.
 *
 * @throws CapuchinError `not-found` where the run has no such node.
 */
export function eventsUntil(events: readonly RecordedEvent[], node: number): readonly RecordedEvent[] {
  const last = lastOf(events, node);
  const kept = events.slice(0, last + 1);
  const open = new Set<string>();
  for (const event of kept) {
    const [place, isStart] = operationOf(event) ?? [];
    if (place === undefined) continue;
    if (isStart) open.add(place);
    else open.delete(place);
  }
  const ends = events.slice(last + 1).filter(event => {
    const [place, isStart] = operationOf(event) ?? [];
    return place !== undefined && !isStart && open.delete(place);
  });
  return [...kept, ...ends].filter(({ type }) => type !== 'run-resume' && type !== 'run-end');
}

/** The place of the last event of a step, before the planner goes on from it. */
function lastOf(events: readonly RecordedEvent[], node: number): number {
  const begins = node === 0 ? 0 : events.findIndex(event => event.type === 'model-start' && event.node === node);
  if (begins < 0) {
    const nodes = events.flatMap(event => (event.type === 'model-start' ? [event.node] : []));
    const known = nodes.length === 0 ? 'it has node 0 only' : `it has nodes 0 to ${Math.max(...nodes)}`;
    throw new CapuchinError('not-found', `the run has no node ${node}; ${known}`);
  }
  const ended = events.findIndex(event => event.type === 'step-end' && event.node === node);
  if (ended >= 0) return ended;
  const goesOn = events.findIndex(
    (event, i) => i > begins && event.type === 'model-start' && event.node !== node && event.parent === node,
  );
  const until = goesOn < 0 ? events.length : goesOn;
  return events.findLastIndex(
    (event, i) => i < until && (i === begins || ('node' in event && event.node === node && stepTypes.has(event.type))),
  );
}

const stepTypes: ReadonlySet<string> = new Set([
  'retrieve-start',
  'retrieve-end',
  'model-start',
  'model-end',
  'reply-fit',
  'call-start',
  'call-end',
]);

/** What an event begins or ends. */
function operationOf(event: RecordedEvent): [place: string, isStart: boolean] | undefined {
  switch (event.type) {
    case 'model-start':
    case 'model-end':
      return [`model ${event.node}`, event.type === 'model-start'];
    case 'retrieve-start':
    case 'retrieve-end':
      return [`retrieve ${event.node}`, event.type === 'retrieve-start'];
    case 'call-start':
    case 'call-end':
      return [`call ${event.node}/${event.callId}`, event.type === 'call-start'];
    default:
      return undefined;
  }
}
