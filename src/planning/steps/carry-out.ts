import type { JsonObject, JsonValue } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';
import { describeObservation, nothingRan, type Observation } from '../../execution/index.js';
import type { Message, ToolCall } from '../../models/index.js';
import type { KeptReplies } from '../kept-replies.js';
import { parseArguments } from '../parse-arguments.js';
import type { PlannerEvent, PlannerTools } from '../planner.js';
import { type Answered, toolMessage, toolTurn } from '../tool-turn.js';
import { undoTurn } from '../undo-turn.js';
import { batchesOf, changes } from './batches.js';
import { type PastReads, sameCallBefore } from './past-calls.js';
import { type CallSeen, type Standing, undoable } from './standing.js';
import { together } from './together.js';

/** What the calls of a run have in common. */
export interface StepRun {
  readonly request: string;
  readonly tools: PlannerTools;
  readonly offered: ReadonlyMap<string, Api>;
  readonly replies: KeptReplies;
  readonly reads: PastReads;
  /** How many calls that only read are made at once. */
  readonly concurrency: number;
  /** What was read on the way here is given again, not refused: for conversations that do not show it. Default false. */
  readonly rereads?: boolean;
}

/**
 * Makes the calls of a step: one after the other, or as many at once as `concurrency` says where they only read. Either
 * way the conversation goes on with what they gave in the order in which the model wrote them. A call made before on the
 * way here is not made again; one that only reads and was made in another branch is answered with what it gave there.
 * With `defer`, everything from the first call on that changes anything waits.
 */
export async function* carryOut(
  run: StepRun,
  standing: Standing,
  calls: readonly ToolCall[],
  defer: boolean,
): AsyncGenerator<PlannerEvent, Standing, void> {
  const { offered, replies, concurrency } = run;
  const waitFrom = defer ? calls.findIndex(({ name }) => changes(offered.get(name))) : -1;
  const made = waitFrom < 0 ? calls : calls.slice(0, waitFrom);
  let now: Standing = { ...standing, deferred: waitFrom < 0 ? [] : calls.slice(waitFrom) };

  for (const batch of batchesOf(made, offered, concurrency)) {
    const before = now;
    const heard = yield* together(
      batch.map(call => makeCall(run, before, call)),
      concurrency,
    );
    for (const { seen, complete } of heard) {
      for (const reply of complete) replies.keep(seen.call.id, reply);
      remember(run, now.node, seen);
      now = after(now, seen, replies);
    }
  }
  const gained = now.calls.some(({ observation }) => observation.status === 'ok');
  if (now.deferred.length > 0) return now;
  return { ...now, idleSteps: gained ? 0 : (standing.parent?.idleSteps ?? 0) + 1 };
}

interface Heard {
  readonly seen: CallSeen;
  /** The whole of a reply of which the observation shows a part; kept by the caller, in the order of the calls. */
  readonly complete: readonly JsonValue[];
}

async function* makeCall(
  { request, tools, offered, replies, reads, rereads = false }: StepRun,
  before: Standing,
  call: ToolCall,
): AsyncGenerator<PlannerEvent, Heard, void> {
  const complete: JsonValue[] = [];
  let isReused = false;
  const instead = (api: Api, args: JsonObject): Answered | undefined => {
    const read = reads.find(api, args);
    const first = rereads && read !== undefined ? undefined : sameCallBefore(before, api, args);
    if (first !== undefined) return { observation: nothingRan({ status: 'repeated', firstCallId: first }) };
    isReused = read !== undefined;
    return read === undefined ? undefined : { observation: read.observation, reusedFrom: read.key };
  };
  const observation = yield* toolTurn(before.node, call, offered, tools, {
    evidence: { request, observations: before.observations },
    instead,
    replies: { ...replies, keep: (_callId, reply) => complete.push(reply) },
  });
  const api = offered.get(call.name);
  return { seen: { call, ...(api === undefined ? {} : { api }), observation, isReused }, complete };
}

function remember({ reads }: StepRun, node: number, { call, api, observation, isReused }: CallSeen): void {
  if (isReused || api === undefined || observation.provenance === 'none') return;
  if (api.effect !== 'read') reads.forget();
  const { value, problem } = parseArguments(call.arguments);
  if (problem === undefined) reads.keep(api, value, { key: `${node}/${call.id}`, observation });
}

function after(standing: Standing, seen: CallSeen, replies: KeptReplies): Standing {
  const { call, api, observation } = seen;
  const message: Message = toolMessage(call, observation, replies);
  const commits = api !== undefined && isFinal(api, observation);
  return {
    ...standing,
    messages: [...standing.messages, message],
    calls: [...standing.calls, seen],
    observations: observation.status === 'ok' ? [...standing.observations, observation.body] : standing.observations,
    commitsHere: standing.commitsHere || commits,
  };
}

/** Whether a call has changed, or may have changed, something that nothing takes back. */
function isFinal({ effect }: Api, { status, provenance, ...rest }: Observation): boolean {
  if (effect === 'read' || provenance === 'none' || provenance === 'recorded' || provenance === 'simulated')
    return false;
  if (status === 'timeout' || status === 'failed') return true;
  return status === 'ok' && !('undo' in rest && rest.undo !== undefined);
}

/** Takes back the calls of a step, the last one first; what cannot be taken back is named and left. */
export async function* undoCalls(
  { tools, reads }: StepRun,
  standing: Standing,
): AsyncGenerator<PlannerEvent, readonly string[], void> {
  const { node } = standing;
  const left: string[] = [];
  for (const { call, observation } of undoable(standing)) {
    if (tools.undo === undefined || observation.status !== 'ok' || observation.undo === undefined) {
      left.push(call.name);
      continue;
    }
    const undo = { node, callId: `undo-${call.id}`, step: observation.undo, undoes: `${node}/${call.id}` };
    const seen = yield* undoTurn(undo, tools.undo);
    reads.forget();
    if (seen.status !== 'ok') left.push(`${call.name} (${describeObservation(seen)})`);
  }
  return left;
}
