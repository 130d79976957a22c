import type { JsonObject } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';
import { describeObservation, nothingRan, type Observation } from '../../execution/index.js';
import type { Message, ToolCall } from '../../models/index.js';
import type { KeptReplies } from '../kept-replies.js';
import { parseArguments } from '../parse-arguments.js';
import type { PlannerEvent, PlannerTools } from '../planner.js';
import { type Answered, toolMessage, toolTurn } from '../tool-turn.js';
import { type PastReads, sameCallBefore } from './past-calls.js';
import { type CallSeen, type Standing, undoable } from './standing.js';

/** What the calls of a run have in common. */
export interface StepRun {
  readonly request: string;
  readonly tools: PlannerTools;
  readonly offered: ReadonlyMap<string, Api>;
  readonly replies: KeptReplies;
  readonly reads: PastReads;
}

/**
 * Makes the calls of a step, one after the other. A call made before on the way here is not made again; one that only
 * reads and was made in another branch is answered with what it gave there. With `defer`, everything from the first call
 * on that cannot be taken back waits.
 */
export async function* carryOut(
  run: StepRun,
  standing: Standing,
  calls: readonly ToolCall[],
  defer: boolean,
): AsyncGenerator<PlannerEvent, Standing, void> {
  const { request, tools, offered, replies, reads } = run;
  const { node } = standing;
  const waitFrom = defer ? calls.findIndex(({ name }) => offered.get(name)?.effect === 'irreversible') : -1;
  const made = waitFrom < 0 ? calls : calls.slice(0, waitFrom);
  let now: Standing = { ...standing, deferred: waitFrom < 0 ? [] : calls.slice(waitFrom) };

  for (const call of made) {
    let isReused = false;
    const instead = (api: Api, args: JsonObject): Answered | undefined => {
      const first = sameCallBefore(now, api, args);
      if (first !== undefined) return { observation: nothingRan({ status: 'repeated', firstCallId: first }) };
      const read = reads.find(api, args);
      isReused = read !== undefined;
      return read === undefined ? undefined : { observation: read.observation, reusedFrom: read.key };
    };
    const evidence = { request, observations: now.observations };
    const observation = yield* toolTurn(node, call, offered, tools, { evidence, instead, replies });
    const api = offered.get(call.name);
    if (!isReused) remember(call, api, observation);
    now = after(now, { call, ...(api === undefined ? {} : { api }), observation, isReused }, replies);
  }
  const gained = now.calls.some(({ observation }) => observation.status === 'ok');
  if (now.deferred.length > 0) return now;
  return { ...now, idleSteps: gained ? 0 : (standing.parent?.idleSteps ?? 0) + 1 };

  function remember(call: ToolCall, api: Api | undefined, observation: Observation): void {
    if (api === undefined || observation.provenance === 'none') return;
    if (api.effect !== 'read') reads.forget();
    const { value, problem } = parseArguments(call.arguments);
    if (problem === undefined) reads.keep(api, value, { key: `${node}/${call.id}`, observation });
  }
}

function after(standing: Standing, seen: CallSeen, replies: KeptReplies): Standing {
  const { call, api, observation } = seen;
  const message: Message = toolMessage(call, observation, replies);
  return {
    ...standing,
    messages: [...standing.messages, message],
    calls: [...standing.calls, seen],
    observations: observation.status === 'ok' ? [...standing.observations, observation.body] : standing.observations,
    isCommitted: standing.isCommitted || (api !== undefined && isFinal(api, observation)),
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
    const step = observation.undo;
    const callId = `undo-${call.id}`;
    const [name, apiId] = step.kind === 'call' ? [step.api, step.api] : [step.function, undefined];
    yield {
      type: 'call-start',
      node,
      callId,
      name,
      ...(apiId === undefined ? {} : { apiId }),
      arguments: step.arguments,
      undoes: `${node}/${call.id}`,
    };
    const seen = await tools.undo(step);
    yield { type: 'call-end', node, callId, observation: seen };
    reads.forget();
    if (seen.status !== 'ok') left.push(`${call.name} (${describeObservation(seen)})`);
  }
  return left;
}
