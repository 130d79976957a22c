import type { JsonObject, JsonValue } from '../../../base/index.js';
import type { LegalDialogue } from './legal-dialogue.js';

/**
 * One line of a file for OpenAI's fine-tuning: messages and the tools on offer, arguments as JSON text. Source of the
 * format: OpenAI, fine-tuning guide, examples with tools.
 */
export function openaiRow({ tools, turns }: LegalDialogue): JsonObject {
  const messages: JsonObject[] = [];
  let open: string[] = [];
  let made = 0;
  for (const turn of turns) {
    switch (turn.role) {
      case 'request':
        messages.push({ role: 'user', content: turn.text });
        break;
      case 'answer':
        messages.push({ role: 'assistant', content: turn.text });
        break;
      case 'calls': {
        open = turn.calls.map(() => `call_${made++}`);
        const calls = turn.calls.map(({ name, arguments: args }, place) => ({
          id: open[place] ?? '',
          type: 'function',
          function: { name, arguments: JSON.stringify(args) },
        }));
        messages.push({ role: 'assistant', tool_calls: calls });
        break;
      }
      case 'observation':
        messages.push({ role: 'tool', tool_call_id: open.shift() ?? '', content: turn.text });
        break;
      default:
        turn satisfies never;
    }
  }
  return { messages, tools: tools as unknown as readonly JsonValue[], parallel_tool_calls: true };
}
