import { type JsonSchema, UsageError } from '../base/index.js';

export type Message =
  | { readonly role: 'system'; readonly content: string }
  | { readonly role: 'user'; readonly content: string }
  | AssistantMessage
  | { readonly role: 'tool'; readonly callId: string; readonly name: string; readonly content: string };

export interface AssistantMessage {
  readonly role: 'assistant';
  readonly content: string;
  readonly toolCalls: readonly ToolCall[];
}

export interface ToolCall {
  readonly id: string;
  /** As the model wrote it: untrusted, possibly no tool at all. */
  readonly name: string;
  /** JSON text as the model wrote it: untrusted, possibly broken. */
  readonly arguments: string;
  /** Required arguments that the conversation leaves open, and that `arguments` so has not; see `ChatRequest`. */
  readonly missing?: readonly string[];
}

export interface ToolSpec {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of an object. */
  readonly parameters: JsonSchema;
  /**
   * What a retriever says for this tool: above 0, comparable within one request, larger is likelier. A model may take it
   * into account; it is no part of what servers are sent.
   */
  readonly relevance?: number;
}

/** `auto` lets the model decide, `required` makes it call one of the tools, a name makes it call that one. */
export type ToolChoice = 'auto' | 'none' | 'required' | { readonly name: string };

export interface ChatRequest {
  readonly messages: readonly Message[];
  readonly tools?: readonly ToolSpec[];
  /** Default `auto` when there are tools. */
  readonly toolChoice?: ToolChoice;
  /**
   * Whether a call may leave out required arguments that nothing is known of and name them as `missing`, for callers that
   * then ask. Models that cannot tell make such values up. Default false.
   */
  readonly openArguments?: boolean;
  /** The reply's text must be JSON that this schema accepts. Not together with `tools`. */
  readonly schema?: JsonSchema;
  readonly temperature?: number;
  readonly seed?: number;
  readonly maxTokens?: number;
  readonly stop?: readonly string[];
  /** How many alternatives to report for each token, where the model can. */
  readonly logprobs?: number;
  readonly signal?: AbortSignal;
}

export type ChatDelta =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'tool-call'; readonly index: number; readonly name?: string; readonly arguments?: string };

export interface ChatReply {
  readonly message: AssistantMessage;
  readonly finish: 'stop' | 'tool-calls' | 'length' | 'filtered';
  readonly usage: Usage;
  /** Present when the price is known: a `budgeted` model computes it. */
  readonly costUsd?: number;
  readonly logprobs?: readonly TokenLogprob[];
  /** How sure the model is of what it called, or of calling nothing, where it can tell. */
  readonly confidence?: CallConfidence;
  /** What the model thought aloud apart from its reply, where the server tells. Never sent back. */
  readonly reasoning?: string;
  /** What was asked for and could not be had (an ignored seed, a schema the server cannot enforce). */
  readonly warnings: readonly string[];
}

export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Part of `inputTokens` that was served from a prefix cache. */
  readonly cachedInputTokens?: number;
  /** False when the counts are estimated from text length because the server reports none. */
  readonly counted: boolean;
}

/** What a model's own probabilities, free of any grammar, say of a reply. Logarithms are natural. */
export interface CallConfidence {
  /** Probability of calling nothing, 0..1. */
  readonly none: number;
  /** Of the tokens of the reply, given those before. */
  readonly meanLogprob: number;
  readonly minLogprob: number;
}

/** Natural logarithms. `alternatives` are ordered most likely first and include the chosen token. */
export interface TokenLogprob {
  readonly token: string;
  readonly logprob: number;
  readonly alternatives: readonly { readonly token: string; readonly logprob: number }[];
}

/** What a model can do by itself; shared code reads these and never the provider's name. */
export interface ModelFeatures {
  /** Tool calls are parsed by the model's own server or runtime. */
  readonly tools: boolean;
  /** A `schema` is enforced while decoding, not only asked for. */
  readonly schema: boolean;
  readonly logprobs: boolean;
  readonly seed: boolean;
  readonly contextTokens?: number;
  /**
   * It heeds `openArguments`, and is too small to compose values: what it writes that nothing before shows is a guess,
   * which callers ask for instead. Default false.
   */
  readonly leavesOpen?: boolean;
}

/** USD for a million tokens. */
export interface Price {
  readonly input: number;
  readonly output: number;
  /** For input served from a prefix cache; default `input`. */
  readonly cachedInput?: number;
}

/** For models that run here or only replay. */
export const freeOfCharge: Price = { input: 0, output: 0 };

export interface ChatModel {
  /** The selection string that makes this model again, such as `openai:gpt-4.1-mini@https://…`. Holds no secret. */
  readonly id: string;
  readonly features: ModelFeatures;
  /** What it costs, where the model itself knows; others are looked up in a price list. */
  readonly price?: Price;
  /**
   * Yields the reply as it is made, returns it whole. Deltas joined give exactly the reply's text and calls. A model
   * that does not stream yields once. Throws `CapuchinError` with code `model-failed` when no reply can be had,
   * `budget-spent` when a budget stands in the way, and the signal's reason when aborted.
   */
  chat(request: ChatRequest): AsyncGenerator<ChatDelta, ChatReply, void>;
  /** Frees what the model holds (weights, sockets). Safe to call twice. */
  close?(): Promise<void>;
}

/** @throws UsageError for requests that no model can serve. Every model calls it first. */
export function checkRequest({ messages, tools = [], toolChoice, schema }: ChatRequest): void {
  if (messages.length === 0) throw new UsageError('a chat needs at least one message');
  if (schema !== undefined && tools.length > 0) throw new UsageError('a reply schema cannot be combined with tools');
  if (toolChoice === undefined || toolChoice === 'auto' || toolChoice === 'none') return;
  if (toolChoice === 'required') {
    if (tools.length === 0) throw new UsageError('a tool call is required and no tool is offered');
  } else if (!tools.some(tool => tool.name === toolChoice.name)) {
    throw new UsageError(`the tool to call, "${toolChoice.name}", is not among those offered`);
  }
}

/** The whole reply, for callers that do not stream. */
export async function reply(model: ChatModel, request: ChatRequest): Promise<ChatReply> {
  const stream = model.chat(request);
  for (;;) {
    const next = await stream.next();
    if (next.done) return next.value;
  }
}
