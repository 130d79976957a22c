import { type JsonObject, type JsonSchema, type Prompt, renderPrompt } from '../../../base/index.js';
import type { WrittenCall } from '../../../models/index.js';
import type { LegalDialogue } from './legal-dialogue.js';

const finish = {
  name: 'Finish',
  description: 'Ends the task: with an answer, or by giving up.',
  parameters: {
    type: 'object',
    properties: {
      return_type: { type: 'string', enum: ['give_answer', 'give_up_and_restart'] },
      final_answer: { type: 'string', description: 'What the user is told. Needed with give_answer.' },
    },
    required: ['return_type'],
  } satisfies JsonSchema,
};

/**
 * Samples as ToolLLaMA is trained on: one for each reply, with everything before it, roles system, user, function and
 * assistant, every reply one call with a thought before it, the last one `Finish`. Several calls at once are made one after
 * the other; where nothing is seen of what they give, the first of them is what is learned. Source of the format: ToolBench,
 * preprocessing of its training data.
 */
export function toolllamaRows({ id, tools, turns }: LegalDialogue, system: Prompt): JsonObject[] {
  const functions = [...tools.map(each => each.function), finish];
  const [request] = turns;
  const query = request?.role === 'request' ? request.text : '';
  const before = [
    { from: 'system', value: renderPrompt(system, { functions: JSON.stringify(functions) }) },
    { from: 'user', value: `\n${query}\nBegin!\n` },
  ];
  const rows: JsonObject[] = [];
  for (const { call, gives } of stepsOf(turns)) {
    before.push({ from: 'assistant', value: written(call) });
    rows.push({ id: `${id} Step ${rows.length + 1}: ${query}`, conversations: [...before] });
    if (gives === undefined) break;
    before.push({ from: 'function', value: gives });
  }
  return rows;
}

interface Step {
  readonly call: WrittenCall;
  readonly gives?: string;
}

function stepsOf(turns: LegalDialogue['turns']): Step[] {
  const steps: { call: WrittenCall; gives?: string }[] = [];
  let waiting = 0;
  for (const turn of turns) {
    if (turn.role === 'calls') {
      waiting = steps.length;
      steps.push(...turn.calls.map(call => ({ call })));
    } else if (turn.role === 'observation') {
      const step = steps[waiting++];
      if (step !== undefined) step.gives = turn.text;
    } else if (turn.role === 'answer') steps.push({ call: ending(turn.text, turn.isRefusal === true) });
  }
  return steps;
}

function ending(text: string, isRefusal: boolean): WrittenCall {
  const args = isRefusal ? { return_type: 'give_up_and_restart' } : { return_type: 'give_answer', final_answer: text };
  return { name: finish.name, arguments: args };
}

/** Nobody wrote down what was thought; ToolBench's own samples have the line then, too. */
function written({ name, arguments: args }: WrittenCall): string {
  return `\nThought: \nAction: ${name}\nAction Input: ${JSON.stringify(args)}`;
}
