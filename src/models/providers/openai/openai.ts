import type { Clock, Random } from '../../../base/index.js';
import { type ChatDelta, type ChatModel, type ChatReply, type ChatRequest, checkRequest } from '../../chat-model.js';
import { eachUntilAborted } from '../../each-until-aborted.js';
import { estimateUsage } from '../../estimate-tokens.js';
import { parseBaseUrl } from '../endpoint-name.js';
import { jsonObjectIn } from '../json-object-in.js';
import { brokeOff, notUnderstood, postForEvents, type ServerAccess } from '../post-for-events.js';
import { openAiAccess } from './access.js';
import { commonDialect, type OpenAiDialect } from './dialect.js';
import { type Assembled, assembly } from './reply.js';
import { toOpenAi } from './request.js';

export interface OpenAiOptions {
  readonly model: string;
  /** Everything before `/chat/completions`; mostly ends in `/v1`. */
  readonly baseUrl: string;
  /** Sent as a bearer token; never part of an id or a message. */
  readonly key?: string | undefined;
  /** What to do about a missing or wrong key, for messages. */
  readonly keyAdvice?: string;
  /** Default: made from model and base URL. */
  readonly id?: string;
  readonly dialect?: Partial<OpenAiDialect>;
  /** More headers, such as an organisation. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly contextTokens?: number | undefined;
  readonly fetch?: typeof fetch | undefined;
  /** Longest silence before the answer begins and between its parts. Local servers read long prompts in silence. */
  readonly timeoutMs?: number | undefined;
  readonly attempts?: number;
  readonly clock?: Clock;
  readonly random?: Random;
  readonly onNotice?: ((notice: string) => void) | undefined;
}

/** A model behind any server that speaks OpenAI's chat completions. */
export function openai(options: OpenAiOptions): ChatModel {
  const { model, contextTokens } = options;
  const baseUrl = parseBaseUrl(options.baseUrl);
  const dialect = { ...commonDialect, ...options.dialect };
  const access = openAiAccess(baseUrl, '/chat/completions', 240_000, options);
  return {
    id: options.id ?? `openai:${model}@${baseUrl}`,
    features: {
      tools: dialect.tools === 'native',
      schema: dialect.schema !== 'none',
      logprobs: dialect.logprobs,
      seed: dialect.seed,
      ...(contextTokens === undefined ? {} : { contextTokens }),
    },
    chat: request => chat(request, model, dialect, access),
  };
}

async function* chat(
  request: ChatRequest,
  model: string,
  dialect: OpenAiDialect,
  access: ServerAccess,
): AsyncGenerator<ChatDelta, ChatReply, void> {
  request.signal?.throwIfAborted();
  checkRequest(request);
  const { body, warnings } = toOpenAi(request, model, dialect);
  const assembled = assembly();
  let ended = false;
  for await (const event of postForEvents(access, body, request.signal)) {
    ended = event.data.trim() === '[DONE]';
    if (ended) break;
    const chunk = jsonObjectIn(event.data);
    if (chunk === undefined || (event.whole && !Array.isArray(chunk['choices']))) {
      throw notUnderstood(access, event.data, 'a chat completion');
    }
    yield* eachUntilAborted(assembled.push(chunk), request.signal);
  }
  if (!ended && assembled.said().finish === undefined) throw brokeOff(access);
  yield* eachUntilAborted(assembled.end(), request.signal);
  return toReply(assembled.said(), request, warnings);
}

function toReply(said: Assembled, request: ChatRequest, warnings: readonly string[]): ChatReply {
  // Ids are made from the length of the conversation where a server gives none, so that they differ between turns.
  const prefix = `call_${request.messages.length}_`;
  const toolCalls = said.toolCalls.map((call, place) => ({ ...call, id: call.id || `${prefix}${place}` }));
  const calls = toolCalls.map(call => call.name + call.arguments);
  return {
    message: { role: 'assistant', content: said.content, toolCalls },
    finish: finishOf(said),
    usage: said.usage ?? estimateUsage(request, { text: said.reasoning + said.content, calls }),
    ...(said.logprobs === undefined ? {} : { logprobs: said.logprobs }),
    ...(said.reasoning === '' ? {} : { reasoning: said.reasoning }),
    warnings,
  };
}

/** Servers disagree about what ends a reply with calls; whether there are calls does not depend on the server. */
function finishOf({ finish = 'stop', toolCalls }: Assembled): ChatReply['finish'] {
  if (finish === 'length' || finish === 'filtered') return finish;
  return toolCalls.length > 0 ? 'tool-calls' : 'stop';
}
