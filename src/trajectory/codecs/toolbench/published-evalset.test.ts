import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { cotAnswerFile } from './answer-of-search.js';
import { convertAnswer } from './convert-answer.js';
import { calledName, endsWithFinish, hallucinatedNames, nodesOf } from './converted-answer.js';
import { readConvertedFile, writeConvertedFile } from './converted-file.js';
import { addNode, searchedRoot } from './searched-node.js';

const pack = fileURLToPath(new URL('../../../../../shared/data/toolbench/evalset_cot.dev.jsonl', import.meta.url));
const isThere = existsSync(pack);

interface Row {
  readonly query_id: number;
  readonly query: string;
  readonly tools: readonly string[];
  readonly calls: readonly string[];
  readonly hallucinated: readonly string[];
  readonly finish_node: boolean;
  readonly total_steps: number;
  readonly final_answer: string;
}

const rows: readonly Row[] = isThere
  ? readFileSync(pack, 'utf8')
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as Row)
  : [];

/** A chain with the calls of the row, and as many thoughts as its steps leave room for. */
function converted(row: Row, messages: 'whole' | 'short') {
  const { query, tools, calls, finish_node: hasFinish, total_steps: steps, final_answer: answer } = row;
  const called = [...calls, ...(hasFinish ? ['Finish'] : [])];
  let node = searchedRoot([{ role: 'system' }, { role: 'user' }]);
  for (let count = steps - 2 - called.length; count > 0; count -= 1) {
    node = addNode(node, { type: 'Thought', description: 'so', gains: [{ role: 'assistant', content: 'so' }] });
  }
  for (const name of called) {
    const input = name === 'Finish' ? answer : '{}';
    const call = { role: 'assistant', content: null, function_call: { name, arguments: input } } as const;
    const seen = { role: 'function', name, content: 'seen' } as const;
    const action = addNode(node, { type: 'Action', description: name });
    node = addNode(action, { type: 'Action Input', description: input, observation: 'seen', gains: [call, seen] });
  }
  node.pruned = answer === '';
  const file = cotAnswerFile({
    ends: [node],
    win: !node.pruned,
    query,
    functions: tools.map(name => ({ name })),
    queryCount: 0,
    totalTokens: 0,
    settings: { single_chain_max_step: 12, pass_at: 1, answer: 1 },
  });
  return convertAnswer(file, { method: 'chatgpt_CoT', messages });
}

describe.skipIf(!isThere)(`published answers of chains in the converted form${isThere ? '' : ' (pack absent)'}`, () => {
  it.each(['whole', 'short'] as const)('have the steps, calls and answers of all rows (%s)', messages => {
    expect(rows).toHaveLength(282);
    for (const row of rows) {
      const made = converted(row, messages);
      const names = nodesOf(made).flatMap(node => calledName(node) ?? []);
      expect({
        query_id: row.query_id,
        calls: names.filter(name => name !== 'Finish'),
        hallucinated: hallucinatedNames(made),
        finish_node: endsWithFinish(made),
        total_steps: made.answer.total_steps,
        final_answer: made.answer.final_answer,
      }).toEqual({
        query_id: row.query_id,
        calls: row.calls,
        hallucinated: row.hallucinated,
        finish_node: row.finish_node,
        total_steps: row.total_steps,
        final_answer: row.final_answer,
      });
    }
  });

  it('are given back to the letter when they are read', () => {
    const all = new Map(rows.map(row => [String(row.query_id), converted(row, 'whole')]));
    const text = writeConvertedFile(all);
    const { answers, layout } = readConvertedFile(text, 'converted');
    expect([writeConvertedFile(answers, layout) === text, [...answers.keys()]]).toEqual([true, [...all.keys()]]);
  });
});
