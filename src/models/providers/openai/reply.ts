import { isJsonObject, type JsonObject, type JsonValue } from '../../../base/index.js';
import type { ChatDelta, ChatReply, TokenLogprob, Usage } from '../../chat-model.js';
import { ModelFailed } from '../../model-failed.js';
import { jsonObjectIn } from '../json-object-in.js';
import type { ServerEvent } from '../post-for-events.js';
import { saidIn } from '../refusal.js';

/** Everything a stream of chunks said; the whole reply once it has ended. */
export interface Assembly {
  /** Takes one chunk (or a whole, unstreamed completion) and gives what it adds. */
  push(chunk: JsonObject): readonly ChatDelta[];
  /** What must be added once no more chunks come: the arguments of calls that were given none. */
  end(): readonly ChatDelta[];
  /** What was said so far; `finish` is absent while the server has not said that it is done. */
  said(): Assembled;
}

export interface Assembled {
  readonly content: string;
  readonly reasoning: string;
  readonly toolCalls: readonly { readonly id: string; readonly name: string; readonly arguments: string }[];
  readonly finish?: ChatReply['finish'];
  readonly usage?: Usage;
  readonly logprobs?: readonly TokenLogprob[];
}

interface Call {
  id: string;
  name: string;
  arguments: string;
  /** The server's own number for it, which some servers give to several calls. */
  readonly key: number;
}

/**
 * Puts chunks of `chat.completion.chunk` together. Knows the ways of real servers: content that is null or a list of
 * parts, arguments as an object, calls without id or number or all with number 0, names said twice, a single call that is
 * not in a list, whole messages instead of deltas.
 */
export function assembly(): Assembly {
  const calls: Call[] = [];
  const logprobs: TokenLogprob[] = [];
  let content = '';
  let reasoning = '';
  let finish: ChatReply['finish'] | undefined;
  let usage: Usage | undefined;

  function pushCall(given: JsonObject, place: number): readonly ChatDelta[] {
    const named = isJsonObject(given['function']) ? given['function'] : {};
    const key = typeof given['index'] === 'number' ? given['index'] : place;
    const id = textOf(given['id']);
    const name = textOf(named['name']);
    const fragment = argumentText(named['arguments']);
    let call = calls.findLast(one => one.key === key);
    if (call === undefined || startsAnother(call, id, name)) {
      call = { id: '', name: '', arguments: '', key };
      calls.push(call);
    }
    const newName = call.name === '' ? name : '';
    call.id ||= id;
    call.name ||= name;
    call.arguments += fragment;
    if (newName === '' && fragment === '') return [];
    const index = calls.indexOf(call);
    return [
      {
        type: 'tool-call',
        index,
        ...(newName === '' ? {} : { name: newName }),
        ...(fragment === '' ? {} : { arguments: fragment }),
      },
    ];
  }

  return {
    push(chunk) {
      const deltas: ChatDelta[] = [];
      if (isJsonObject(chunk['usage'])) usage = usageIn(chunk['usage']);
      const choice = Array.isArray(chunk['choices']) ? chunk['choices'][0] : undefined;
      if (!isJsonObject(choice)) return deltas;
      const said = isJsonObject(choice['delta']) ? choice['delta'] : choice['message'];
      if (isJsonObject(said)) {
        const text = contentText(said['content']);
        if (text !== '') deltas.push({ type: 'text', text });
        content += text;
        reasoning += textOf(said['reasoning_content'] ?? said['reasoning']);
        for (const [place, call] of listOf(said['tool_calls']).entries()) {
          if (isJsonObject(call)) deltas.push(...pushCall(call, place));
        }
      }
      logprobs.push(...logprobsIn(choice['logprobs']));
      if (typeof choice['finish_reason'] === 'string') finish = finishOf(choice['finish_reason']);
      return deltas;
    },
    end() {
      const deltas: ChatDelta[] = [];
      for (const [index, call] of calls.entries()) {
        if (call.arguments.trim() !== '') continue;
        call.arguments += '{}';
        deltas.push({ type: 'tool-call', index, arguments: '{}' });
      }
      return deltas;
    },
    said: () => ({
      content,
      reasoning,
      toolCalls: calls.map(({ id, name, arguments: args }) => ({ id, name, arguments: args })),
      ...(finish === undefined ? {} : { finish }),
      ...(usage === undefined ? {} : { usage }),
      ...(logprobs.length === 0 ? {} : { logprobs }),
    }),
  };
}

function argumentText(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A fragment with a new id, or a name after arguments that are already whole, is the next call under the same number. */
function startsAnother(call: Call, id: string, name: string): boolean {
  if (name === '') return false;
  if (id !== '' && call.id !== '') return id !== call.id;
  return isWhole(call.arguments);
}

function isWhole(text: string): boolean {
  return text.trimEnd().endsWith('}') && jsonObjectIn(text) !== undefined;
}

function finishOf(reason: string): ChatReply['finish'] {
  switch (reason) {
    case 'length':
    case 'max_tokens':
      return 'length';
    case 'content_filter':
      return 'filtered';
    case 'tool_calls':
    case 'function_call':
      return 'tool-calls';
    default:
      return 'stop'; // stop, eos_token, stop_sequence and whatever else servers call it
  }
}

function usageIn(usage: JsonObject): Usage | undefined {
  const { prompt_tokens: inputTokens, completion_tokens: outputTokens, prompt_tokens_details: details } = usage;
  if (typeof inputTokens !== 'number' || typeof outputTokens !== 'number') return undefined;
  const cached = isJsonObject(details) ? details['cached_tokens'] : undefined;
  return {
    inputTokens,
    outputTokens,
    ...(typeof cached === 'number' ? { cachedInputTokens: cached } : {}),
    counted: true,
  };
}

function logprobsIn(value: JsonValue | undefined): TokenLogprob[] {
  const tokens = isJsonObject(value) ? listOf(value['content']) : [];
  return tokens.flatMap(given => {
    const chosen = tokenOf(given);
    if (chosen === undefined || !isJsonObject(given)) return [];
    const others = listOf(given['top_logprobs'])
      .map(tokenOf)
      .filter(one => one !== undefined);
    const all = others.some(one => one.token === chosen.token) ? others : [...others, chosen];
    return [{ ...chosen, alternatives: all.sort((a, b) => b.logprob - a.logprob) }];
  });
}

function tokenOf(value: JsonValue): { token: string; logprob: number } | undefined {
  if (!isJsonObject(value)) return undefined;
  const { token, logprob } = value;
  return typeof token === 'string' && typeof logprob === 'number' ? { token, logprob } : undefined;
}

function contentText(content: JsonValue | undefined): string {
  if (!Array.isArray(content)) return textOf(content);
  return content.map(part => (isJsonObject(part) ? textOf(part['text']) : textOf(part))).join('');
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** Servers that know only one call sometimes leave the list out. */
function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  if (Array.isArray(value)) return value;
  return isJsonObject(value) ? [value] : [];
}

/** The error an event reports: `{"error": …}`, as a member of a chunk or an event of its own. */
export function openAiErrorIn(event: ServerEvent): ModelFailed | undefined {
  if (event.name !== 'error' && !event.data.includes('"error"')) return undefined;
  const value = jsonObjectIn(event.data);
  const error = value?.['error'];
  if (event.name !== 'error' && (error === undefined || error === null)) return undefined;
  const status = isJsonObject(error) && typeof error['code'] === 'number' ? error['code'] : undefined;
  return new ModelFailed(`the server broke off: ${saidIn(event.data).text} (try again, or look at its log)`, {
    retryable: status === undefined || status === 429 || status >= 500,
    ...(status === undefined ? {} : { status }),
  });
}
