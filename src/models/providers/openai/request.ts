import { isJsonObject, type JsonObject, type JsonSchema } from '../../../base/index.js';
import type { ChatRequest, Message, ToolChoice } from '../../chat-model.js';
import { sendableCall, sendableId } from '../sendable-call.js';
import type { OpenAiDialect } from './dialect.js';

export interface Translated {
  readonly body: JsonObject;
  /** What was asked for and cannot be asked of this server. */
  readonly warnings: readonly string[];
}

/** Our request as the body of `POST /chat/completions`, always streaming. */
export function toOpenAi(request: ChatRequest, model: string, dialect: OpenAiDialect): Translated {
  const { tools = [], toolChoice, schema, temperature, seed, maxTokens, stop = [], logprobs } = request;
  const warnings: string[] = [];
  const body: Record<string, JsonObject[string]> = {
    model,
    messages: request.messages.map(toMessage),
    stream: true,
  };
  if (dialect.usage === 'stream_options') body['stream_options'] = { include_usage: true };
  if (tools.length > 0) {
    body['tools'] = tools.map(({ name, description, parameters }) => ({
      type: 'function',
      function: { name, description, parameters },
    }));
    if (toolChoice !== undefined) body['tool_choice'] = toToolChoice(toolChoice);
  }
  if (schema !== undefined) {
    if (dialect.schema === 'none') warnings.push('the server cannot hold a reply to a schema');
    else Object.assign(body, schemaMembers(schema, dialect.schema));
  }
  if (temperature !== undefined) body['temperature'] = temperature;
  if (maxTokens !== undefined) body[dialect.limit] = maxTokens;
  if (stop.length > 0) body['stop'] = stop;
  if (seed !== undefined) {
    if (dialect.seed) body['seed'] = seed;
    else warnings.push('the server takes no seed');
  }
  if (logprobs !== undefined) {
    if (dialect.logprobs) Object.assign(body, { logprobs: true }, logprobs > 0 ? { top_logprobs: logprobs } : {});
    else warnings.push('the server reports no logprobs');
  }
  return { body, warnings };
}

function toMessage(message: Message): JsonObject {
  switch (message.role) {
    case 'system':
    case 'user':
      return { role: message.role, content: message.content };
    case 'tool':
      return { role: 'tool', tool_call_id: sendableId(message.callId), content: message.content };
    case 'assistant':
      return {
        role: 'assistant',
        // Some prompt templates fail on null, so text that is not there is empty.
        content: message.content,
        ...(message.toolCalls.length > 0 && {
          tool_calls: message.toolCalls.map(call => {
            const { id, name, arguments: args } = sendableCall(call);
            return { id, type: 'function', function: { name, arguments: JSON.stringify(args) } };
          }),
        }),
      };
    default:
      return message satisfies never;
  }
}

function toToolChoice(choice: ToolChoice): JsonObject[string] {
  return typeof choice === 'string' ? choice : { type: 'function', function: { name: choice.name } };
}

function schemaMembers(schema: JsonSchema, dialect: Exclude<OpenAiDialect['schema'], 'none'>): JsonObject {
  switch (dialect) {
    case 'response_format': {
      const strict = isStrict(schema);
      return { response_format: { type: 'json_schema', json_schema: { name: 'reply', schema, strict } } };
    }
    case 'structured_outputs':
      return { structured_outputs: { json: schema } };
    case 'guided_json':
    case 'format':
    case 'json_schema':
      return { [dialect]: schema };
    default:
      return dialect satisfies never;
  }
}

/**
 * Whether a schema lies in the subset that OpenAI enforces: every object closed, all its properties required. Others are
 * sent as not strict, which OpenAI takes as advice; the other servers enforce them all the same.
 */
function isStrict(schema: JsonSchema): boolean {
  const { type, properties } = schema;
  if (type === 'object' || properties !== undefined) {
    const names = isJsonObject(properties) ? Object.keys(properties) : [];
    const required = Array.isArray(schema['required']) ? schema['required'] : [];
    if (schema['additionalProperties'] !== false || !names.every(name => required.includes(name))) return false;
  }
  return subschemas(schema).every(isStrict);
}

function subschemas(schema: JsonSchema): readonly JsonSchema[] {
  const { properties, items, anyOf, $defs } = schema;
  const maps = [properties, $defs].flatMap(map => (isJsonObject(map) ? Object.values(map) : []));
  const lists = Array.isArray(anyOf) ? anyOf : [];
  return [...maps, ...lists, items].filter(isJsonObject);
}
