import type { JsonObject, JsonValue } from '../../../base/index.js';
import type { LegalDialogue } from './legal-dialogue.js';

/**
 * One line for TRL's trainers: a conversation with a `tools` column, arguments as objects, as chat templates take them.
 * Source of the format: TRL documentation, dataset formats, tool calling.
 */
export function trlRow({ tools, turns }: LegalDialogue): JsonObject {
  const messages = turns.map((turn): JsonObject => {
    switch (turn.role) {
      case 'request':
        return { role: 'user', content: turn.text };
      case 'answer':
        return { role: 'assistant', content: turn.text };
      case 'observation':
        return { role: 'tool', name: turn.name, content: turn.text };
      case 'calls': {
        const calls = turn.calls.map(({ name, arguments: args }) => ({
          type: 'function',
          function: { name, arguments: args },
        }));
        return { role: 'assistant', tool_calls: calls };
      }
      default:
        return turn satisfies never;
    }
  });
  return { messages, tools: tools as unknown as readonly JsonValue[] };
}
