import type { RecordedEvent, RunEvent, RunStart, StepOutcome } from './event.js';

type EventOf<T extends RunEvent['type']> = Extract<RunEvent, { type: T }>;

/** A run as a tree: the request at the root, below it a node for each reply of the model. */
export interface RunTree {
  readonly start: RunStart;
  readonly root: RunNode;
  /** Absent while the run goes on, and for ever when its process was killed. */
  readonly end?: EventOf<'run-end'>;
}

export interface RunNode {
  readonly id: number;
  readonly parent?: number;
  readonly retrievals: readonly EventOf<'retrieve-end'>[];
  /** Absent at the root, and where the model was asked and the process ended before it replied. */
  readonly reply?: EventOf<'model-end'>;
  readonly calls: readonly RunCall[];
  readonly answer?: EventOf<'answer'>;
  /** Absent where the step is under way, and in runs of earlier versions. */
  readonly outcome?: StepOutcome;
  readonly reason?: string;
  /** As in `model-start`. */
  readonly role?: string;
  /** How promising the planner held it to be when it last ranked it. */
  readonly score?: number;
  /** When the model was asked; milliseconds since the epoch. Absent at the root. */
  readonly startedAt?: number;
  /** When the last thing of the step itself was over. */
  readonly endedAt?: number;
  readonly children: readonly RunNode[];
}

export interface RunCall {
  readonly start: EventOf<'call-start'>;
  /** Absent when the call was under way and never ended. */
  readonly end?: EventOf<'call-end'>;
}

interface Growing {
  id: number;
  parent?: number;
  retrievals: EventOf<'retrieve-end'>[];
  reply?: EventOf<'model-end'>;
  calls: { start: EventOf<'call-start'>; end?: EventOf<'call-end'> }[];
  answer?: EventOf<'answer'>;
  outcome?: StepOutcome;
  reason?: string;
  role?: string;
  score?: number;
  startedAt?: number;
  endedAt?: number;
  children: Growing[];
}

/** Makes the tree of a run's events, finished or not. Events of nodes that never appeared belong to the root. */
export function runTree(events: readonly RecordedEvent[]): RunTree {
  const root: Growing = { id: 0, retrievals: [], calls: [], children: [] };
  const nodes = new Map<number, Growing>([[0, root]]);
  const nodeOf = (id: number): Growing => nodes.get(id) ?? root;
  let start: RunStart | undefined;
  let end: EventOf<'run-end'> | undefined;

  for (const event of events) {
    switch (event.type) {
      case 'run-start':
        start = event;
        break;
      case 'run-end':
        end = event;
        break;
      case 'run-resume':
        end = undefined;
        break;
      case 'step-end': {
        const node = nodeOf(event.node);
        node.outcome = event.outcome;
        node.endedAt = event.at;
        if (event.reason !== undefined) node.reason = event.reason;
        break;
      }
      case 'rank':
        for (const { node, score } of event.order) nodeOf(node).score = score;
        break;
      case 'model-start': {
        if (nodes.has(event.node)) break;
        const { node: id, parent, at: startedAt } = event;
        const node: Growing = { id, parent, startedAt, retrievals: [], calls: [], children: [] };
        if (event.role !== undefined) node.role = event.role;
        nodes.set(event.node, node);
        nodeOf(event.parent).children.push(node);
        break;
      }
      case 'retrieve-end':
        nodeOf(event.node).retrievals.push(event);
        break;
      case 'model-end':
        Object.assign(nodeOf(event.node), { reply: event, endedAt: event.at });
        break;
      case 'call-start':
        nodeOf(event.node).calls.push({ start: event });
        break;
      case 'call-end': {
        const node = nodeOf(event.node);
        const call = node.calls.find(each => each.start.callId === event.callId);
        if (call !== undefined) call.end = event;
        // What is taken back is so long after the step was over.
        if (call?.start.undoes === undefined) node.endedAt = event.at;
        break;
      }
      case 'answer':
        nodeOf(event.node).answer = event;
        break;
      case 'retrieve-start':
      case 'reply-fit':
      case 'question':
      case 'text-delta':
        break;
      default:
        event satisfies never;
    }
  }
  if (start === undefined) throw new Error('the events of a run begin with run-start; readRun has checked that');
  return { start, root, ...(end === undefined ? {} : { end }) };
}

/** Every node, parents before children, in the order they were made. */
export function* walkRun(tree: Pick<RunTree, 'root'>): Generator<RunNode> {
  const waiting: RunNode[] = [tree.root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    yield node;
    waiting.push(...[...node.children].reverse());
  }
}
