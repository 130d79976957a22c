import type { Message } from '../../chat-model.js';
import type { ChatHistoryItem } from './binding.js';

/** The messages as turns of a chat template, which knows no tools: calls and observations are told as text. */
export function turnsOf(messages: readonly Message[]): readonly ChatHistoryItem[] {
  return messages.map((message): ChatHistoryItem => {
    switch (message.role) {
      case 'system':
        return { type: 'system', text: message.content };
      case 'user':
        return { type: 'user', text: message.content };
      case 'tool':
        return { type: 'user', text: `${message.name} gave: ${message.content}` };
      case 'assistant': {
        const calls = message.toolCalls.map(
          call => `{"name": ${JSON.stringify(call.name)}, "arguments": ${call.arguments}}`,
        );
        return { type: 'model', response: [[message.content, ...calls].filter(part => part !== '').join('\n')] };
      }
      default:
        return message satisfies never;
    }
  });
}

/** What the user wants now: the last thing said by the user, or the last message of all when the user said nothing. */
export function requestIn(messages: readonly Message[]): string {
  const said = messages.findLast(message => message.role === 'user') ?? messages.at(-1);
  return said?.content.trim() ?? '';
}

/** Whether a tool has answered since the user last spoke. */
export function isAnswered(messages: readonly Message[]): boolean {
  const asked = messages.findLastIndex(message => message.role === 'user');
  return messages.slice(asked + 1).some(message => message.role === 'tool');
}
