import { isJsonObject, type JsonObject, type JsonSchema } from '../../../base/index.js';
import type { ChatRequest, Message, ToolChoice } from '../../chat-model.js';
import { sendableCall, sendableId } from '../sendable-call.js';

export interface AnthropicDialect {
  /**
   * How a reply schema is asked for: `tool` makes the model fill in a tool with that schema, `strict-tool` also has the
   * server enforce it, for models that can.
   */
  readonly schema: (typeof schemaDialects)[number];
  /** Sent where the request has no limit; the server wants one. */
  readonly maxTokens: number;
}

export const schemaDialects = ['tool', 'strict-tool'] as const;
export const commonDialect: AnthropicDialect = { schema: 'tool', maxTokens: 4_096 };

/** The tool that a schema reply is written into, and the member that holds what is not an object. */
export const replyTool = 'reply';
export const replyMember = 'value';

export interface Translated {
  readonly body: JsonObject;
  /** What was asked for and cannot be asked of this server. */
  readonly warnings: readonly string[];
}

/** Our request as the body of `POST /v1/messages`, always streaming. */
export function toAnthropic(request: ChatRequest, model: string, dialect: AnthropicDialect): Translated {
  const { tools = [], toolChoice, schema, temperature, seed, maxTokens, stop = [], logprobs } = request;
  const warnings: string[] = [];
  if (seed !== undefined) warnings.push('the server takes no seed');
  if (logprobs !== undefined) warnings.push('the server reports no logprobs');
  const { system, messages } = conversation(request.messages);
  const body: Record<string, JsonObject[string]> = {
    model,
    max_tokens: maxTokens ?? dialect.maxTokens,
    messages,
    stream: true,
  };
  if (system !== '') body['system'] = system;
  if (temperature !== undefined) body['temperature'] = temperature;
  if (stop.length > 0) body['stop_sequences'] = stop;
  if (schema !== undefined) {
    const strict = dialect.schema === 'strict-tool' ? { strict: true } : {};
    const description = 'Takes the whole reply.';
    body['tools'] = [{ name: replyTool, description, input_schema: objectSchema(schema), ...strict }];
    body['tool_choice'] = { type: 'tool', name: replyTool };
  } else if (tools.length > 0) {
    body['tools'] = tools.map(({ name, description, parameters }) => ({ name, description, input_schema: parameters }));
    if (toolChoice !== undefined) body['tool_choice'] = toToolChoice(toolChoice);
  }
  return { body, warnings };
}

/** Tools take objects only; anything else is put into a member of one. */
export function objectSchema(schema: JsonSchema): JsonSchema {
  if (isObjectSchema(schema)) return schema;
  const { $defs, ...inner } = schema;
  const properties = { [replyMember]: inner };
  return { type: 'object', properties, required: [replyMember], ...($defs === undefined ? {} : { $defs }) };
}

export function isObjectSchema(schema: JsonSchema): boolean {
  return schema['type'] === 'object';
}

function toToolChoice(choice: ToolChoice): JsonObject {
  switch (choice) {
    case 'auto':
    case 'none':
      return { type: choice };
    case 'required':
      return { type: 'any' };
    default:
      return { type: 'tool', name: choice.name };
  }
}

interface Turn {
  readonly role: 'user' | 'assistant';
  readonly content: JsonObject[];
}

/**
 * System messages at the start go into a field of their own; later ones are user text at their place. Neighbours of one
 * role become one turn, and empty texts, which the server refuses, are left out.
 */
function conversation(messages: readonly Message[]): { system: string; messages: JsonObject[] } {
  const firstTurn = messages.findIndex(message => message.role !== 'system');
  const start = firstTurn < 0 ? messages.length : firstTurn;
  const turns: Turn[] = [];
  for (const message of messages.slice(start)) {
    const role = message.role === 'assistant' ? 'assistant' : 'user';
    const content = blocksOf(message);
    const last = turns.at(-1);
    if (last?.role === role) last.content.push(...content);
    else if (content.length > 0) turns.push({ role, content });
  }
  return {
    system: messages
      .slice(0, start)
      .map(message => message.content)
      .join('\n\n'),
    messages: turns.map(({ role, content }) => ({ role, content })),
  };
}

function blocksOf(message: Message): JsonObject[] {
  if (message.role === 'tool') {
    return [{ type: 'tool_result', tool_use_id: sendableId(message.callId), content: message.content }];
  }
  const text: JsonObject[] = message.content.trim() === '' ? [] : [{ type: 'text', text: message.content }];
  if (message.role !== 'assistant') return text;
  const calls = message.toolCalls.map(call => {
    const { id, name, arguments: input } = sendableCall(call);
    return { type: 'tool_use', id, name, input };
  });
  return [...text, ...calls];
}

/** The reply's text out of what the reply tool was given. */
export function replyText(written: string, schema: JsonSchema): string {
  if (isObjectSchema(schema)) return written;
  try {
    const value: unknown = JSON.parse(written);
    return isJsonObject(value) ? JSON.stringify(value[replyMember]) : written;
  } catch {
    return written; // cut off by the token limit; the finish says so
  }
}
