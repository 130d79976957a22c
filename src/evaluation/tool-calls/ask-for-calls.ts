import { CapuchinError, messageOf } from '../../base/index.js';
import { type ChatModel, type Message, reply, type ToolChoice, type ToolSpec } from '../../models/index.js';

/** What a model answered to a request with functions. */
export interface ModelAnswer {
  readonly calls: readonly { readonly name: string; readonly arguments: string }[];
  readonly text: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly elapsedMs: number;
  /** Why there is no answer; the rest is empty then. */
  readonly failure?: string;
}

export interface CallQuestion {
  readonly messages: readonly Message[];
  readonly tools: readonly ToolSpec[];
  readonly toolChoice: ToolChoice;
}

export interface AskingOptions {
  readonly model: ChatModel;
  readonly seed?: number;
  readonly maxTokens?: number;
  /** Milliseconds since any moment. */
  readonly now?: () => number;
  readonly signal?: AbortSignal;
}

/**
 * Asks once, at temperature 0. A model that fails at one question may answer the next, so a failure is an answer; only a
 * spent budget and an abort throw.
 */
export async function askForCalls(
  { messages, tools, toolChoice }: CallQuestion,
  { model, seed = 0, maxTokens = 512, now = () => performance.now(), signal }: AskingOptions,
): Promise<ModelAnswer> {
  const startedMs = now();
  try {
    const { message, usage } = await reply(model, {
      messages,
      // A choice among no tools is no choice.
      ...(tools.length === 0 ? {} : { tools, toolChoice }),
      temperature: 0,
      seed,
      maxTokens,
      ...(signal === undefined ? {} : { signal }),
    });
    return {
      calls: message.toolCalls.map(({ name, arguments: text }) => ({ name, arguments: text })),
      text: message.content,
      inputTokens: usage.inputTokens,
      outputTokens: usage.outputTokens,
      elapsedMs: now() - startedMs,
    };
  } catch (thrown) {
    signal?.throwIfAborted();
    if (thrown instanceof CapuchinError && thrown.code === 'budget-spent') throw thrown;
    const failure = messageOf(thrown);
    return { calls: [], text: '', inputTokens: 0, outputTokens: 0, elapsedMs: now() - startedMs, failure };
  }
}
