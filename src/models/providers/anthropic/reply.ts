import { isJsonObject, type JsonObject, type JsonValue } from '../../../base/index.js';
import type { ChatDelta, ChatReply, Usage } from '../../chat-model.js';
import { ModelFailed } from '../../model-failed.js';
import type { ServerEvent } from '../post-for-events.js';
import { saidIn } from '../refusal.js';

export interface Assembled {
  readonly content: string;
  readonly reasoning: string;
  readonly toolCalls: readonly { readonly id: string; readonly name: string; readonly arguments: string }[];
  readonly finish?: ChatReply['finish'];
  readonly usage?: Usage;
}

export interface Assembly {
  /** Takes the data of one event (or a whole, unstreamed message) and gives what it adds. */
  push(event: JsonObject): readonly ChatDelta[];
  /** What was said so far; `finish` is absent while the server has not said that it is done. */
  said(): Assembled;
}

interface Call {
  readonly id: string;
  readonly name: string;
  arguments: string;
}

/** Puts the events of a message stream together. */
export function assembly(): Assembly {
  const calls: Call[] = [];
  /** Content block number → call; text and thinking blocks have none. */
  const callOfBlock = new Map<JsonValue | undefined, Call>();
  let content = '';
  let reasoning = '';
  let finish: ChatReply['finish'] | undefined;
  let usage: JsonObject = {};

  const addText = (value: JsonValue | undefined): ChatDelta[] => {
    const text = textOf(value);
    content += text;
    return text === '' ? [] : [{ type: 'text', text }];
  };
  const addArguments = (call: Call | undefined, text: string): ChatDelta[] => {
    if (call === undefined || text === '') return [];
    call.arguments += text;
    return [{ type: 'tool-call', index: calls.indexOf(call), arguments: text }];
  };

  function startBlock(index: JsonValue | undefined, block: JsonObject): ChatDelta[] {
    if (block['type'] === 'text') return addText(block['text']);
    if (block['type'] === 'thinking') reasoning += textOf(block['thinking']);
    if (block['type'] !== 'tool_use') return [];
    const call: Call = { id: textOf(block['id']), name: textOf(block['name']), arguments: '' };
    calls.push(call);
    callOfBlock.set(index, call);
    const input = block['input'];
    const given = isJsonObject(input) && Object.keys(input).length > 0 ? JSON.stringify(input) : '';
    return [{ type: 'tool-call', index: calls.length - 1, name: call.name }, ...addArguments(call, given)];
  }

  function addDelta(index: JsonValue | undefined, delta: JsonObject): ChatDelta[] {
    if (delta['type'] === 'text_delta') return addText(delta['text']);
    if (delta['type'] === 'thinking_delta') reasoning += textOf(delta['thinking']);
    if (delta['type'] !== 'input_json_delta') return [];
    return addArguments(callOfBlock.get(index), textOf(delta['partial_json']));
  }

  /** A tool without arguments streams none. */
  function endBlock(index: JsonValue | undefined): ChatDelta[] {
    const call = callOfBlock.get(index);
    return call === undefined || call.arguments !== '' ? [] : addArguments(call, '{}');
  }

  function startMessage(message: JsonObject): ChatDelta[] {
    usage = { ...usage, ...objectOf(message['usage']) };
    if (typeof message['stop_reason'] === 'string') finish = finishOf(message['stop_reason']);
    const blocks = Array.isArray(message['content']) ? message['content'] : [];
    return blocks.flatMap((block, index) => [...startBlock(index, objectOf(block)), ...endBlock(index)]);
  }

  return {
    push(event) {
      switch (event['type']) {
        case 'message':
          return startMessage(event);
        case 'message_start':
          return startMessage(objectOf(event['message']));
        case 'content_block_start':
          return startBlock(event['index'], objectOf(event['content_block']));
        case 'content_block_delta':
          return addDelta(event['index'], objectOf(event['delta']));
        case 'content_block_stop':
          return endBlock(event['index']);
        case 'message_delta': {
          usage = { ...usage, ...objectOf(event['usage']) };
          const reason = objectOf(event['delta'])['stop_reason'];
          if (typeof reason === 'string') finish = finishOf(reason);
          return [];
        }
        default:
          return []; // ping, message_stop, and events that are yet to be invented
      }
    },
    said() {
      const counted = usageOf(usage);
      return {
        content,
        reasoning,
        toolCalls: calls.map(call => ({ ...call })),
        ...(finish === undefined ? {} : { finish }),
        ...(counted === undefined ? {} : { usage: counted }),
      };
    },
  };
}

function finishOf(reason: string): ChatReply['finish'] {
  switch (reason) {
    case 'tool_use':
      return 'tool-calls';
    case 'max_tokens':
    case 'model_context_window_exceeded':
      return 'length';
    case 'refusal':
      return 'filtered';
    default:
      return 'stop'; // end_turn, stop_sequence, pause_turn
  }
}

/** The server counts input apart that was read from or written to its cache. */
function usageOf(usage: JsonObject): Usage | undefined {
  const {
    input_tokens: input,
    output_tokens: output,
    cache_read_input_tokens: read,
    cache_creation_input_tokens: written,
  } = usage;
  if (typeof input !== 'number' || typeof output !== 'number') return undefined;
  const cached = typeof read === 'number' ? read : 0;
  const inputTokens = input + cached + (typeof written === 'number' ? written : 0);
  return { inputTokens, outputTokens: output, ...(cached > 0 ? { cachedInputTokens: cached } : {}), counted: true };
}

function objectOf(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

const statusOfError: Readonly<Record<string, number>> = {
  invalid_request_error: 400,
  authentication_error: 401,
  permission_error: 403,
  not_found_error: 404,
  request_too_large: 413,
  rate_limit_error: 429,
  api_error: 500,
  overloaded_error: 529,
};

/** The error an event reports, with the status that it would have had before the stream began. */
export function anthropicErrorIn(event: ServerEvent): ModelFailed | undefined {
  if (event.name !== 'error') return undefined;
  const { text, code = '' } = saidIn(event.data);
  const status = Object.hasOwn(statusOfError, code) ? statusOfError[code] : undefined;
  return new ModelFailed(`the server broke off: ${text} (try again later)`, {
    retryable: status === undefined || status === 429 || status >= 500,
    ...(status === undefined ? {} : { status }),
  });
}
