import type { ChatReply } from '../models/index.js';
import type { Fit } from '../retrieval/index.js';
import { modelTurn, type Turn } from './model-turn.js';
import type { PlannerEvent, PlannerTools } from './planner.js';
import { replyFit } from './reply-fit.js';

/**
 * Asks the model for a first reply. Where it says how sure it is and the retriever says whether anything fits, both
 * together decide whether anything is called: a doubtful call is dropped, and a model that called nothing against good
 * evidence is asked again and must call.
 */
export async function* decidedTurn(
  turn: Turn,
  tools: PlannerTools,
  found: Fit | undefined,
): AsyncGenerator<PlannerEvent, ChatReply, void> {
  const reply = yield* modelTurn(turn, tools);
  const { confidence, message } = reply;
  if (confidence === undefined || found === undefined) return reply;
  const fit = replyFit(confidence, found);
  yield { type: 'reply-fit', node: turn.node, fit };
  const serves = fit.probability >= fit.threshold;
  if (serves === message.toolCalls.length > 0) return reply;
  if (!serves) return { ...reply, message: { ...message, toolCalls: [] } };
  const { messages } = turn.request;
  return yield* modelTurn(
    { ...turn, recorded: messages.length, request: { ...turn.request, toolChoice: 'required' } },
    tools,
  );
}
