import { renderPrompt } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';
import type { Message } from '../../models/index.js';
import type { PlannerEvent } from '../planner.js';
import { toolMessage, toolTurn } from '../tool-turn.js';
import { matchOperation, operationOf } from './match-operation.js';
import type { SubTask, Workroom } from './workroom.js';

export type Selection =
  /** `plan` is what the selector wrote: often the path with its values. */
  | { readonly kind: 'selected'; readonly api: Api; readonly plan: string }
  | { readonly kind: 'none-needed'; readonly said: string }
  | { readonly kind: 'none-found'; readonly said: string };

const noneNeeded = /^\W*no api call needed\b[.:\s]*/i;

/**
 * Lets the model choose the API that does a sub-task from a list of lines. What is not in the list is asked for again,
 * `selections` times in all (RestGPT: without end). A model that calls a function in place of naming it has named it.
 */
export async function* selectApi(
  { tools, steps, prompts, options }: Workroom,
  { parent, task, background, candidates }: SubTask,
): AsyncGenerator<PlannerEvent, Selection, void> {
  const messages: Message[] = [
    { role: 'system', content: renderPrompt(prompts.selector, {}) },
    {
      role: 'user',
      content: renderPrompt(prompts.choice, { operations: candidates.map(operationLine).join('\n'), background, task }),
    },
  ];
  let above = parent;
  let recorded = 0;
  let said = '';
  for (let asked = 0; asked < options.selections; asked += 1) {
    const { selector, choice, notInList } = prompts;
    const { message, node } = yield* steps.consult({
      role: 'selector',
      parent: above,
      messages,
      recorded,
      prompts: { selector, choice, ...(asked === 0 ? {} : { 'not-in-list': notInList }) },
    });
    said = message.content.trim();
    const calls = message.toolCalls;
    if (calls.length === 0 && noneNeeded.test(said)) return { kind: 'none-needed', said: said.replace(noneNeeded, '') };
    const called = candidates.find(({ name }) => calls.some(call => call.name === name));
    const api = called ?? matchOperation(said, candidates);
    if (api !== undefined) return { kind: 'selected', api, plan: said === '' ? api.name : said };

    above = node;
    messages.push(message);
    recorded = messages.length;
    for (const call of calls) {
      messages.push(toolMessage(call, yield* toolTurn(node, call, steps.offered, tools)));
    }
    const given = calls[0]?.name ?? (said === '' ? 'Nothing' : firstLine(said));
    messages.push({ role: 'user', content: renderPrompt(notInList, { given }) });
  }
  return { kind: 'none-found', said };
}

/** An API as a line of the list. */
export function operationLine(api: Api): string {
  const operation = operationOf(api);
  const about = firstSentence(api.description);
  return ['-', api.name, ...(operation === undefined ? [] : [operation]), ...(about === '' ? [] : [about])].join('  ');
}

function firstSentence(text: string): string {
  const [sentence = ''] = text
    .replace(/\s+/g, ' ')
    .trim()
    .split(/(?<=[.!?])\s/);
  return sentence.length > 160 ? `${sentence.slice(0, 159)}…` : sentence;
}

function firstLine(text: string): string {
  const [line = ''] = text.split('\n');
  return `"${line.length > 120 ? `${line.slice(0, 119)}…` : line}"`;
}
