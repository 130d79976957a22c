import type { ChatDelta, ChatModel, ChatReply, ChatRequest, Price, Usage } from '../chat-model.js';
import { estimateInputTokens, estimateTokens } from '../estimate-tokens.js';
import type { Budget } from './budget.js';
import { costUsd } from './prices.js';

export interface LimitedOptions {
  /** Goes before the model's own. */
  readonly price?: Price;
}

/**
 * A model that stops when the budget is spent: a call that would not fit is never made, and replies are bounded by what
 * is left. Input is estimated before a call and counted after it, so the last call may go beyond the limit by the error of
 * that estimate. Replies say what they cost where the price is known. Calls that fail or are given up count with what was
 * sent and received until then.
 */
export function limited(model: ChatModel, budget: Budget, options: LimitedOptions = {}): ChatModel {
  const price = options.price ?? model.price;

  async function* chat(request: ChatRequest): AsyncGenerator<ChatDelta, ChatReply, void> {
    const planned = { inputTokens: estimateInputTokens(request), maxTokens: request.maxTokens, price };
    const allowed = await budget.allow(planned, request.signal);
    let usage: Usage = { inputTokens: planned.inputTokens, outputTokens: 0, counted: false };
    try {
      const stream = model.chat(
        allowed.maxTokens === undefined ? request : { ...request, maxTokens: allowed.maxTokens },
      );
      const said = yield* counting(stream, tokens => {
        usage = { ...usage, outputTokens: usage.outputTokens + tokens };
      });
      usage = said.usage;
      return price === undefined ? said : { ...said, costUsd: costUsd(said.usage, price) };
    } finally {
      allowed.settle(usage);
    }
  }

  return {
    id: model.id,
    features: model.features,
    ...(price === undefined ? {} : { price }),
    chat,
    close: async () => model.close?.(),
  };
}

async function* counting(
  stream: AsyncGenerator<ChatDelta, ChatReply, void>,
  onTokens: (tokens: number) => void,
): AsyncGenerator<ChatDelta, ChatReply, void> {
  try {
    let next = await stream.next();
    for (; !next.done; next = await stream.next()) {
      onTokens(estimateTokens((next.value.type === 'text' ? next.value.text : next.value.arguments) ?? ''));
      yield next.value;
    }
    return next.value;
  } finally {
    await stream.return(undefined as never);
  }
}
