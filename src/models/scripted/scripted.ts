import { CapuchinError, isJsonObject, type JsonObject, orAborted } from '../../base/index.js';
import type { ChatDelta, ChatModel, ChatReply, ChatRequest, ModelFeatures, ToolCall, Usage } from '../chat-model.js';
import { checkRequest, freeOfCharge } from '../chat-model.js';
import { eachUntilAborted } from '../each-until-aborted.js';
import { estimateUsage } from '../estimate-tokens.js';

/** What the model says next: a text, one or more calls, a reply in detail, or an error to throw. */
export type ScriptedReply = string | ScriptedCall | readonly ScriptedCall[] | DetailedReply | Error;

export interface ScriptedCall {
  readonly name: string;
  /** Text is passed on as it is, so that broken JSON can be scripted. */
  readonly arguments: JsonObject | string;
  /** Default `call_<request>_<place>`, both from 0: distinct within one script. */
  readonly id?: string;
  readonly missing?: readonly string[];
}

export interface DetailedReply {
  readonly text?: string;
  readonly toolCalls?: readonly ScriptedCall[];
  readonly finish?: ChatReply['finish'];
  readonly usage?: Usage;
  readonly logprobs?: ChatReply['logprobs'];
  readonly confidence?: ChatReply['confidence'];
  readonly reasoning?: string;
  readonly warnings?: readonly string[];
}

/** Replies in order, or a function of the request and its place from 0. */
export type Script =
  | readonly ScriptedReply[]
  | ((request: ChatRequest, index: number) => ScriptedReply | Promise<ScriptedReply>);

export interface ScriptedOptions {
  readonly id?: string;
  readonly features?: Partial<ModelFeatures>;
}

export interface ScriptedModel extends ChatModel {
  /** Every request made so far, in order, with its messages as they were then. */
  readonly requests: readonly ChatRequest[];
}

/**
 * A model that says what it is told to: for tests, examples and demonstrations. Streams a text word by word. Throws
 * `model-failed` when a list of replies has come to its end.
 */
export function scripted(script: Script, options: ScriptedOptions = {}): ScriptedModel {
  const requests: ChatRequest[] = [];
  const features: ModelFeatures = { tools: true, schema: true, logprobs: true, seed: true, ...options.features };

  return {
    id: options.id ?? 'scripted:inline',
    features,
    price: freeOfCharge,
    requests,
    async *chat(request) {
      const { signal } = request;
      signal?.throwIfAborted();
      checkRequest(request);
      const index = requests.length;
      requests.push({ ...request, messages: [...request.messages] });
      const next = typeof script === 'function' ? script(request, index) : listed(script, index);
      const said = next instanceof Promise ? await orAborted(next, signal) : next;
      const reply = spellOut(said, request, index);
      yield* eachUntilAborted(deltasOf(reply), signal);
      return reply;
    },
  };
}

function listed(replies: readonly ScriptedReply[], index: number): ScriptedReply {
  const next = replies[index];
  if (next !== undefined) return next;
  throw new CapuchinError('model-failed', `the script has ${replies.length} replies and request ${index + 1} came`);
}

function spellOut(said: ScriptedReply, request: ChatRequest, index: number): ChatReply {
  if (said instanceof Error) throw said;
  if (typeof said === 'string') return spellOut({ text: said }, request, index);
  if (isList(said)) return spellOut({ toolCalls: said }, request, index);
  if (isCall(said)) return spellOut({ toolCalls: [said] }, request, index);
  const content = said.text ?? '';
  const toolCalls = (said.toolCalls ?? []).map((call, place): ToolCall => {
    const text = typeof call.arguments === 'string' ? call.arguments : JSON.stringify(call.arguments);
    const open = call.missing === undefined ? {} : { missing: call.missing };
    return { id: call.id ?? `call_${index}_${place}`, name: call.name, arguments: text, ...open };
  });
  return {
    message: { role: 'assistant', content, toolCalls },
    finish: said.finish ?? (toolCalls.length > 0 ? 'tool-calls' : 'stop'),
    usage: said.usage ?? estimateUsage(request, { text: content, calls: toolCalls.map(call => call.arguments) }),
    warnings: said.warnings ?? [],
    ...(said.logprobs === undefined ? {} : { logprobs: said.logprobs }),
    ...(said.confidence === undefined ? {} : { confidence: said.confidence }),
    ...(said.reasoning === undefined ? {} : { reasoning: said.reasoning }),
  };
}

function isList(said: object): said is readonly ScriptedCall[] {
  return Array.isArray(said);
}

function isCall(said: object): said is ScriptedCall {
  return isJsonObject(said) && 'name' in said;
}

function* deltasOf({ message }: ChatReply): Generator<ChatDelta> {
  for (const text of message.content.match(/\s*\S+\s*$|\s*\S+|\s+$/g) ?? []) yield { type: 'text', text };
  for (const [index, call] of message.toolCalls.entries()) {
    yield { type: 'tool-call', index, name: call.name, arguments: call.arguments };
  }
}
