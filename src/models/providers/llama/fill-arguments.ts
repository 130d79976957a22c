import { type Prompt, renderPrompt } from '../../../base/index.js';
import { signature } from '../../../catalog/index.js';
import type { ToolSpec } from '../../chat-model.js';
import type { ChatHistoryItem } from './binding.js';
import { gbnf } from './gbnf.js';
import { grammarSchema } from './grammar-schema.js';
import { groundedIn } from './grounding.js';

/** Worked examples of filling arguments: signature, request and answer, shown as turns of the conversation. */
const examples = [
  {
    signature:
      'stock_quote(symbol: string Ticker symbol, currency?: string=[USD|EUR] Currency) - Latest price of a share.',
    request: 'What is one share of ACME worth now?',
    answer: '{"symbol": "ACME"}',
  },
  {
    signature:
      'image_resize(file: string File name, width: integer Width in pixels, crop?: boolean Cut instead of squeezing) - Change the size of a picture.',
    request: 'Make beach.png 800 pixels wide',
    answer: '{"file": "beach.png", "width": 800}',
  },
  {
    signature: 'message_send(to: string Who receives it, text: string The message) - Send a text message to a person.',
    request: 'Tell Mara Okafor that the boat leaves at nine',
    answer: '{"to": "Mara Okafor", "text": "the boat leaves at nine"}',
  },
  {
    signature:
      'weather_forecast(place: string City, days: integer How many days, unit?: string=[metric|imperial] Units) - Weather of a place for some days.',
    request: 'How will the weather be in Porto in the next 5 days, in metric units?',
    answer: '{"place": "Porto", "days": 5, "unit": "metric"}',
  },
];

export interface ArgumentsTask {
  readonly turns: readonly ChatHistoryItem[];
  /** Accepts exactly the texts that are arguments of the tool. */
  readonly grammar: string;
  /** Keywords of the tool's schema that the grammar does not hold. */
  readonly loosened: readonly string[];
}

/** Narrows values to those that the request shows (see `groundedIn`), or leaves them to the model. */
export type Grounding = 'request' | 'none';

/** The turns and the grammar that make a model write the arguments of one tool for a request. */
export function argumentsTask(
  tool: ToolSpec,
  request: string,
  grounding: Grounding,
  instruction: Prompt,
): ArgumentsTask {
  const { schema, loosened } = grammarSchema(tool.parameters);
  const turn = (text: string, line: string): ChatHistoryItem => ({ type: 'user', text: `${text}\nFunction: ${line}` });
  const turns: ChatHistoryItem[] = [{ type: 'system', text: renderPrompt(instruction, {}) }];
  for (const example of examples) {
    turns.push(turn(example.request, example.signature), { type: 'model', response: [example.answer] });
  }
  turns.push(turn(request, signature(tool)));
  return { turns, grammar: gbnf(grounding === 'request' ? groundedIn(schema, request) : schema), loosened };
}
