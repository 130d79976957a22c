import { type Prompt, renderPrompt } from '../../base/index.js';
import type { Message, ToolCall } from '../chat-model.js';

/**
 * A conversation with calls as one without: calls become the JSON that the model would have written, their results user
 * messages. Neighbouring user messages become one, because many prompt templates want the roles to take turns.
 *
 * `instructions` go in front of the first system message, or become one.
 */
export function textMessages(
  messages: readonly Message[],
  instructions: string,
  toolResult: Prompt,
): readonly Message[] {
  const texts: Message[] = [];
  const add = (role: 'system' | 'user', content: string) => {
    const last = texts.at(-1);
    if (last?.role === role) texts[texts.length - 1] = { role, content: `${last.content}\n\n${content}` };
    else texts.push({ role, content });
  };
  if (instructions !== '') add('system', instructions);
  for (const message of messages) {
    switch (message.role) {
      case 'system':
      case 'user':
        add(message.role, message.content);
        break;
      case 'tool':
        add('user', renderPrompt(toolResult, { name: message.name, content: message.content }));
        break;
      case 'assistant':
        texts.push({ role: 'assistant', content: callsAsText(message.content, message.toolCalls), toolCalls: [] });
        break;
      default:
        message satisfies never;
    }
  }
  return texts;
}

function callsAsText(content: string, calls: readonly ToolCall[]): string {
  return [content, ...calls.map(callAsText)].filter(text => text !== '').join('\n');
}

/** Broken arguments are shown as a string, so that the line stays JSON. */
function callAsText({ name, arguments: text }: ToolCall): string {
  return `{"name": ${JSON.stringify(name)}, "arguments": ${isJson(text) ? text : JSON.stringify(text)}}`;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false; // what a model wrote may be anything
  }
}
