import { createFairPool, type FairPool, type Lane } from '../../base/index.js';
import type { Executor } from '../../execution/index.js';
import type { ChatModel } from '../../models/index.js';
import type { PlannerTools } from '../planner.js';

/** How much all runs together may ask for at once; what is absent is not limited. */
export interface SharedLimits {
  /** Replies of models. */
  readonly maxReplies?: number;
  /** Calls of APIs of one provider. */
  readonly maxCallsPerProvider?: number;
}

/**
 * Gives each run tools that wait for their turn: however much one asks for at once, the others are served in between. A
 * place is left at the latest when the run is aborted, so that work that does not heed this keeps nobody waiting.
 */
export function sharedTools({ maxReplies, maxCallsPerProvider }: SharedLimits): (tools: PlannerTools) => PlannerTools {
  const replies = maxReplies === undefined ? undefined : createFairPool(maxReplies);
  const providers = new Map<string, FairPool>();
  return tools => ({
    ...tools,
    ...(replies === undefined ? {} : { model: inTurn(tools.model, replies.lane()) }),
    ...(maxCallsPerProvider === undefined
      ? {}
      : { executor: callsInTurn(tools.executor, maxCallsPerProvider, providers) }),
  });
}

function inTurn(model: ChatModel, lane: Lane): ChatModel {
  return {
    ...model,
    async *chat(request) {
      const leave = await placeIn(lane, request.signal);
      try {
        return yield* model.chat(request);
      } finally {
        leave();
      }
    },
  };
}

function callsInTurn(executor: Executor, maxCalls: number, providers: Map<string, FairPool>): Executor {
  const lanes = new Map<string, Lane>();
  const laneOf = (provider: string): Lane => {
    const pool = providers.get(provider) ?? createFairPool(maxCalls);
    providers.set(provider, pool);
    const lane = lanes.get(provider) ?? pool.lane();
    lanes.set(provider, lane);
    return lane;
  };
  return {
    ...executor,
    async call(api, args, options) {
      const leave = await placeIn(laneOf(api.provider), options?.signal);
      try {
        return await executor.call(api, args, options);
      } finally {
        leave();
      }
    },
  };
}

async function placeIn(lane: Lane, signal: AbortSignal | undefined): Promise<() => void> {
  const leave = await lane.enter(signal);
  if (signal?.aborted) leave();
  signal?.throwIfAborted();
  signal?.addEventListener('abort', leave, { once: true });
  return () => {
    signal?.removeEventListener('abort', leave);
    leave();
  };
}
