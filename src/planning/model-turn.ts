import type { ChatReply, ChatRequest, Message } from '../models/index.js';
import type { PlannerEvent, PlannerTools } from './planner.js';

export interface Turn {
  readonly node: number;
  readonly parent: number;
  readonly request: ChatRequest;
  /** How many of the request's messages, from the front, stand in the record already. */
  readonly recorded: number;
  readonly prompts: Readonly<Record<string, string>>;
  /** The last of the request's messages that are said for this reply alone. */
  readonly asides?: readonly Message[];
  /** As in `model-start`. */
  readonly role?: string;
}

/** Asks the model once and tells of it: start, text as it comes, end. */
export async function* modelTurn(turn: Turn, tools: PlannerTools): AsyncGenerator<PlannerEvent, ChatReply, void> {
  const { node, parent, request, recorded, prompts, asides = [], role } = turn;
  const lasting = request.messages.length - asides.length;
  const { model, signal } = tools;
  yield {
    type: 'model-start',
    node,
    parent,
    model: model.id,
    messages: request.messages.slice(recorded, lasting).filter(message => message.role !== 'assistant'),
    ...(asides.length === 0 ? {} : { asides }),
    ...(role === undefined ? {} : { role }),
    tools: (request.tools ?? []).map(tool => tool.name),
    prompts,
  };
  const reply = (await tools.past?.reply(node)) ?? (yield* ask());
  const { message, finish, usage, warnings, costUsd, confidence } = reply;
  yield {
    type: 'model-end',
    node,
    content: message.content,
    toolCalls: message.toolCalls,
    finish,
    usage,
    ...(costUsd === undefined ? {} : { costUsd }),
    ...(confidence === undefined ? {} : { confidence }),
    warnings,
  };
  return reply;

  async function* ask(): AsyncGenerator<PlannerEvent, ChatReply, void> {
    const stream = model.chat(signal === undefined ? request : { ...request, signal });
    let next = await stream.next();
    while (!next.done) {
      if (next.value.type === 'text') yield { type: 'text-delta', node, text: next.value.text };
      next = await stream.next();
    }
    return next.value;
  }
}
