import type { JsonObject } from '../../../base/index.js';
import type { LegalDialogue } from './legal-dialogue.js';

/**
 * One line in ShareGPT's layout as LLaMA-Factory reads it: `human` and `observation` by turns with `gpt` and
 * `function_call`, so that what several calls gave stands in one observation; tools as JSON text. Source of the format:
 * LLaMA-Factory, data/README.
 */
export function sharegptRow({ tools, turns }: LegalDialogue): JsonObject {
  const conversations: { from: string; value: string }[] = [];
  let seen: string[] = [];
  const observe = () => {
    const [only = ''] = seen;
    if (seen.length > 0)
      conversations.push({ from: 'observation', value: seen.length === 1 ? only : `[${seen.join(', ')}]` });
    seen = [];
  };
  for (const turn of turns) {
    if (turn.role === 'observation') {
      seen.push(turn.text);
      continue;
    }
    observe();
    if (turn.role === 'request') conversations.push({ from: 'human', value: turn.text });
    else if (turn.role === 'answer') conversations.push({ from: 'gpt', value: turn.text });
    else {
      const calls = turn.calls.map(({ name, arguments: args }) => ({ name, arguments: args }));
      conversations.push({ from: 'function_call', value: JSON.stringify(calls.length === 1 ? calls[0] : calls) });
    }
  }
  return { conversations, tools: JSON.stringify(tools.map(each => each.function)) };
}
