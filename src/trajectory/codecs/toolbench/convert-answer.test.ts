import { describe, expect, it } from 'vitest';
import { cotAnswerFile, dfsAnswerFile } from './answer-of-search.js';
import { convertAnswer } from './convert-answer.js';
import { calledName, nodesOf } from './converted-answer.js';
import { readAnswerFile, writeAnswerFile } from './read-answer-file.js';
import { addNode, markFinished, type SearchedNode, searchedRoot } from './searched-node.js';
import { singleLineConversation, toolLlamaSamples } from './toolllama-conversation.js';

const facts = { query: 'How warm?', functions: [{ name: 'now' }, { name: 'Finish' }], queryCount: 3, totalTokens: 9 };
const dfs = { single_chain_max_step: 12, tree_beam_size: 2, max_query_count: 200, answer: 1, with_filter: false };

function root(): SearchedNode {
  return searchedRoot([
    { role: 'system', content: 'Solve it.' },
    { role: 'user', content: 'How warm?' },
  ]);
}

function called(from: SearchedNode, name: string, input: string, code: number, thought?: string): SearchedNode {
  const above = thought === undefined ? from : addNode(from, { type: 'Thought', description: thought });
  const action = addNode(above, { type: 'Action', description: name });
  return addNode(action, {
    type: 'Action Input',
    description: input,
    observation: `seen ${input}`,
    code,
    gains: [
      { role: 'assistant', content: thought ?? null, function_call: { name, arguments: input } },
      { role: 'function', name, content: `seen ${input}` },
    ],
  });
}

describe('an answer that was given', () => {
  const start = root();
  const first = called(start, 'now', '{}', 0, 'I look.');
  first.messages.push({ role: 'user', content: 'Differ.', valid: false });
  const end = called(first, 'Finish', '{"return_type":"give_answer"}', 3);
  markFinished(end);
  const file = dfsAnswerFile({ ...facts, root: start, answers: [end], gaveUp: [], settings: dfs });

  it('is shown by its last list of messages, Finish without what it gave', () => {
    const { answer } = convertAnswer(file, { method: 'mine' });
    expect(answer).toEqual({
      method: 'mine',
      total_steps: 4,
      final_answer: '{"return_type":"give_answer"}',
      answer_details: [
        {
          role: 'system',
          message: '',
          next: [
            {
              role: 'user',
              message: '',
              next: [
                {
                  role: 'tool',
                  message: { name: 'now', arguments: '{}', response: 'seen {}' },
                  next: [
                    {
                      role: 'tool',
                      message: { name: 'Finish', arguments: '{"return_type":"give_answer"}', response: '' },
                      next: [],
                    },
                  ],
                },
              ],
            },
          ],
        },
      ],
    });
  });

  it('is cut at 100 characters in the short form, and what it calls can still be read', () => {
    const nodes = nodesOf(convertAnswer(file, { method: 'mine', messages: 'short' }));
    expect(nodes.map(({ message }) => message)).toEqual([
      '',
      'How warm?',
      "{'name': 'now', 'arguments': '{}', 'response': 'seen {}'}",
      `{'name': 'Finish', 'arguments': '{"return_type":"give_answer"}', 'response': ''}`,
    ]);
    expect(nodes.map(calledName)).toEqual([undefined, undefined, 'now', 'Finish']);
  });

  it('gives one example to train with for each call, marked asides as they are', () => {
    const samples = toolLlamaSamples(file, { system: content => content });
    expect(samples.map(({ id, conversations }) => [id, conversations.map(({ from }) => from).join(' ')])).toEqual([
      ['Step 2: How warm?', 'system user assistant'],
      ['Step 5: How warm?', 'system user assistant function user assistant'],
    ]);
    expect(samples.map(singleLineConversation)[0]).toBe(
      'System: Solve it.\nUser: How warm?\nAssistant: \nThought: I look.\nAction: now\nAction Input: {}</s>',
    );
    const [published] = toolLlamaSamples(file, { asPublished: true });
    expect(published?.conversations.at(-1)?.value).toBe('\nThought: \nAction: now\nAction Input: {}');
    expect(published?.conversations[0]?.value).toBe(
      "Solve it.\nSpecifically, you have access to the following APIs: [{'name': 'now'}, {'name': 'Finish'}]",
    );
  });

  it('is the same to the letter when it is read and written', () => {
    const text = writeAnswerFile(file);
    const { answer, layout } = readAnswerFile(text, 'file');
    expect([writeAnswerFile(answer, layout), answer]).toEqual([text, file]);
    expect(text).toContain('"Elo": 1000.0,');
    expect(text.endsWith('}')).toBe(true);
  });
});

it('shows the first of the longest ways, or the first, where nothing was answered', () => {
  const start = root();
  called(start, 'short', '{}', 0).pruned = true;
  called(called(start, 'long', '{}', 0), 'longer', '{}', 0).pruned = true;
  const file = dfsAnswerFile({ ...facts, root: start, answers: [], gaveUp: [], settings: dfs });
  const names = (invalid: 'first' | 'longest') =>
    nodesOf(convertAnswer(file, { method: 'm', invalid })).flatMap(node => calledName(node) ?? []);
  expect([file.answer_generation.valid_data, names('longest'), names('first')]).toEqual([
    false,
    ['long', 'longer'],
    ['short'],
  ]);
  expect('train_messages' in file.answer_generation).toBe(false);
});

it('counts the first way that was given up as data in a tree, and none in chains', () => {
  const start = root();
  const end = called(start, 'Finish', '{"return_type":"give_up_and_restart"}', 4);
  end.pruned = true;
  const tree = dfsAnswerFile({ ...facts, root: start, answers: [], gaveUp: [end], settings: dfs });
  const settings = { single_chain_max_step: 12, pass_at: 1, answer: 1 };
  const chains = cotAnswerFile({ ...facts, ends: [end], win: false, settings });
  expect([tree.answer_generation.finish_type, tree.answer_generation.train_messages?.length]).toEqual(['give_up', 1]);
  expect([chains.answer_generation.valid_data, chains.answer_generation.train_messages, chains.try_count]).toEqual([
    false,
    [],
    1,
  ]);
});

it("unrolls StableToolBench's tool calls up to Finish", () => {
  const text = JSON.stringify({
    trys: [],
    answer_generation: {
      valid_data: true,
      final_answer: 'x',
      function: [],
      query: 'q',
      train_messages: [
        [
          { role: 'system' },
          { role: 'user' },
          {
            role: 'assistant',
            tool_calls: ['now', 'Finish', 'late'].map((name, i) => ({
              id: `${i}`,
              function: { name, arguments: '{}' },
            })),
          },
          { role: 'tool', tool_call_id: '0', content: 'warm' },
        ],
      ],
    },
  });
  const nodes = nodesOf(convertAnswer(readAnswerFile(text, 'file').answer, { method: 'm' }));
  expect(nodes.slice(2).map(({ message }) => message)).toEqual([
    { name: 'now', arguments: '{}', response: 'warm' },
    { name: 'Finish', arguments: '{}', response: '' },
  ]);
});

it.each([
  ['[]', 'an object was expected'],
  ['{"tree": {"tree": {"node_type": "Reflection"}}}', 'a node of type "Reflection" is not known'],
  ['{"trys": [{"chain": [{"node_type": "Thought"}]}]}', 'a node has no description'],
  ['{"trys": [], "answer_generation": {"valid_data": 1}}', 'valid_data must be true or false'],
])('refuses %s', (text, problem) => {
  expect(() => readAnswerFile(text, 'file')).toThrow(`file is no answer file: ${problem}`);
});
