import { type Clock, type Random, systemClock, unseededRandom } from '../../../base/index.js';
import { type ChatDelta, type ChatModel, type ChatReply, type ChatRequest, checkRequest } from '../../chat-model.js';
import { eachUntilAborted } from '../../each-until-aborted.js';
import { estimateUsage } from '../../estimate-tokens.js';
import { endpointUrl, parseBaseUrl } from '../endpoint-name.js';
import { jsonObjectIn } from '../json-object-in.js';
import { brokeOff, notUnderstood, postForEvents, type ServerAccess } from '../post-for-events.js';
import { type Assembled, anthropicErrorIn, assembly } from './reply.js';
import { type AnthropicDialect, commonDialect, isObjectSchema, replyText, toAnthropic } from './request.js';

export interface AnthropicOptions {
  readonly model: string;
  /** Everything before `/v1/messages`. */
  readonly baseUrl: string;
  /** Never part of an id or a message. */
  readonly key?: string | undefined;
  /** What to do about a missing or wrong key, for messages. */
  readonly keyAdvice?: string;
  /** Default: made from model and base URL. */
  readonly id?: string;
  readonly dialect?: Partial<AnthropicDialect>;
  readonly contextTokens?: number | undefined;
  readonly fetch?: typeof fetch | undefined;
  /** Longest silence before the answer begins and between its parts. */
  readonly timeoutMs?: number | undefined;
  readonly attempts?: number;
  readonly clock?: Clock;
  readonly random?: Random;
  readonly onNotice?: ((notice: string) => void) | undefined;
}

/** A model behind Anthropic's Messages API. */
export function anthropic(options: AnthropicOptions): ChatModel {
  const { model, key, contextTokens } = options;
  const baseUrl = parseBaseUrl(options.baseUrl);
  const dialect = { ...commonDialect, ...options.dialect };
  const access: ServerAccess = {
    server: baseUrl,
    keyAdvice: options.keyAdvice ?? (key === undefined ? 'it wants a key' : 'check the key'),
    url: endpointUrl(baseUrl, '/v1/messages'),
    headers: { 'anthropic-version': '2023-06-01', ...(key === undefined ? {} : { 'x-api-key': key }) },
    secrets: key === undefined ? [] : [key],
    fetch: options.fetch ?? fetch,
    timeoutMs: options.timeoutMs ?? 240_000,
    attempts: options.attempts ?? 4,
    clock: options.clock ?? systemClock,
    random: options.random ?? unseededRandom(),
    onNotice: options.onNotice,
    errorIn: anthropicErrorIn,
  };
  return {
    id: options.id ?? `anthropic:${model}@${baseUrl}`,
    features: {
      tools: true,
      schema: dialect.schema === 'strict-tool',
      logprobs: false,
      seed: false,
      ...(contextTokens === undefined ? {} : { contextTokens }),
    },
    chat: request => chat(request, model, dialect, access),
  };
}

async function* chat(
  request: ChatRequest,
  model: string,
  dialect: AnthropicDialect,
  access: ServerAccess,
): AsyncGenerator<ChatDelta, ChatReply, void> {
  const { signal, schema } = request;
  signal?.throwIfAborted();
  checkRequest(request);
  const { body, warnings } = toAnthropic(request, model, dialect);
  const assembled = assembly();
  // A reply that had to be wrapped into an object can only be unwrapped when it is whole.
  const shown = (deltas: readonly ChatDelta[]) =>
    schema === undefined ? deltas : isObjectSchema(schema) ? deltas.flatMap(asText) : [];
  for await (const event of postForEvents(access, body, signal)) {
    const data = jsonObjectIn(event.data);
    if (typeof data?.['type'] !== 'string') throw notUnderstood(access, event.data, 'a message');
    yield* eachUntilAborted(shown(assembled.push(data)), signal);
  }
  const said = assembled.said();
  if (said.finish === undefined) throw brokeOff(access);
  if (schema === undefined) return toReply(said, said.toolCalls, request, warnings);
  const text = replyText(said.toolCalls[0]?.arguments ?? '', schema);
  if (!isObjectSchema(schema)) yield* eachUntilAborted([{ type: 'text', text } as const], signal);
  const missing = text === '' ? ['the reply does not keep to the schema'] : [];
  return toReply({ ...said, content: text }, [], request, [...warnings, ...missing]);
}

/** Only what is written into the reply tool is the reply; remarks around it are not. */
function asText(delta: ChatDelta): ChatDelta[] {
  if (delta.type === 'text' || delta.arguments === undefined || delta.index > 0) return [];
  return [{ type: 'text', text: delta.arguments }];
}

function toReply(
  said: Assembled,
  calls: Assembled['toolCalls'],
  request: ChatRequest,
  warnings: readonly string[],
): ChatReply {
  const prefix = `call_${request.messages.length}_`;
  const toolCalls = calls.map((call, place) => ({ ...call, id: call.id || `${prefix}${place}` }));
  const { finish = 'stop', content, reasoning } = said;
  return {
    message: { role: 'assistant', content, toolCalls },
    finish: finish === 'tool-calls' && toolCalls.length === 0 ? 'stop' : finish,
    usage:
      said.usage ?? estimateUsage(request, { text: reasoning + content, calls: toolCalls.map(call => call.arguments) }),
    ...(reasoning === '' ? {} : { reasoning }),
    warnings,
  };
}
