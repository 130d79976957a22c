import type { Observation, UndoStep } from '../execution/index.js';
import type { PlannerEvent } from './planner.js';

export interface UndoTurn {
  readonly node: number;
  readonly callId: string;
  readonly step: UndoStep;
  /** As in `call-start`. */
  readonly undoes?: string;
}

/** Takes a call back by the step that was prepared when it was made, and tells of it. */
export async function* undoTurn(
  { node, callId, step, undoes }: UndoTurn,
  perform: (step: UndoStep) => Promise<Observation>,
): AsyncGenerator<PlannerEvent, Observation, void> {
  const [name, apiId] = step.kind === 'call' ? [step.api, step.api] : [step.function, undefined];
  yield {
    type: 'call-start',
    node,
    callId,
    name,
    ...(apiId === undefined ? {} : { apiId }),
    arguments: step.arguments,
    ...(undoes === undefined ? {} : { undoes }),
  };
  const observation = await perform(step);
  yield { type: 'call-end', node, callId, observation };
  return observation;
}
