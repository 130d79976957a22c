import type { ChatRequest, ToolSpec, Usage } from './chat-model.js';

const bytesPerToken = 4;
const tokensPerMessage = 4;

/** Tokens of a text as a rule of thumb: four UTF-8 bytes each, rounded up. */
export function estimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / bytesPerToken);
}

/** Tokens of everything a request sends: messages, calls in them, tools, schema. */
export function estimateInputTokens({ messages, tools = [], schema }: ChatRequest): number {
  let total = schema === undefined ? 0 : estimateTokens(JSON.stringify(schema));
  for (const message of messages) {
    total += tokensPerMessage + estimateTokens(message.content);
    if (message.role !== 'assistant') continue;
    for (const call of message.toolCalls) total += estimateTokens(call.name) + estimateTokens(call.arguments);
  }
  for (const tool of tools) total += toolTokens(tool);
  return total;
}

/** Usage for a server that reports none. */
export function estimateUsage(request: ChatRequest, replied: { text: string; calls: readonly string[] }): Usage {
  const outputTokens = [replied.text, ...replied.calls].reduce((sum, text) => sum + estimateTokens(text), 0);
  return { inputTokens: estimateInputTokens(request), outputTokens, counted: false };
}

// A tool is offered again at every step of a run, so its schema is measured once.
const knownTools = new WeakMap<ToolSpec, number>();

function toolTokens(tool: ToolSpec): number {
  let tokens = knownTools.get(tool);
  if (tokens === undefined) {
    tokens = estimateTokens(JSON.stringify(tool));
    knownTools.set(tool, tokens);
  }
  return tokens;
}
