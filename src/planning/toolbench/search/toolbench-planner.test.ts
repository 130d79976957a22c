import { describe, expect, it } from 'vitest';
import { type ScriptedReply, scripted } from '../../../models/index.js';
import { type AnswerFile, isCot } from '../../../trajectory/index.js';
import { ok, runToEnd, testApi, testTools } from '../../planner.contract.js';
import { parseMethod } from './method.js';
import { type ToolBenchPlannerOptions, toolBenchPlanner } from './toolbench-planner.js';

const apis = [testApi('now', { id: { type: 'string' } }), testApi('later')];
const finish = (args: object): ScriptedReply => ({ name: 'Finish', arguments: JSON.stringify(args) });
const answered = finish({ return_type: 'give_answer', final_answer: '4 degrees' });
const gaveUp = finish({ return_type: 'give_up_and_restart' });
const now: ScriptedReply = { text: 'I look.', toolCalls: [{ name: 'now_for_test', arguments: { is_id: 'oslo' } }] };

async function solved(replies: readonly ScriptedReply[], options: ToolBenchPlannerOptions = {}) {
  let answer: AnswerFile | undefined;
  const model = scripted(replies);
  const tools = testTools(model, apis, () => ok('{"temp": 4}'));
  const planner = toolBenchPlanner({
    apis,
    ...options,
    onAnswer: given => {
      answer = given;
    },
  });
  const { events, end } = await runToEnd(planner, tools, 'How warm?');
  return { answer, events, end, model, called: tools.called };
}

describe('a query', () => {
  it('is answered, and its answer file and record tell of it', async () => {
    const { answer, end, events, called, model } = await solved([now, answered]);
    expect([end, called]).toEqual([{ outcome: 'answered' }, [['now', { id: 'oslo' }]]]);
    expect(events.find(event => event.type === 'answer')).toMatchObject({ text: '4 degrees', from: 'model' });
    expect(answer).toMatchObject({
      win: true,
      tree: { size: 6, max_length: 6 },
      answer_generation: { query_count: 2 },
    });
    expect(model.requests[1]?.messages.at(-1)).toEqual({
      role: 'tool',
      callId: 'call_0_0',
      name: 'now_for_test',
      content: '{"error": "", "response": "{\\"temp\\": 4}"}',
    });
    expect(model.requests[0]?.tools?.map(({ name }) => name)).toEqual(['now_for_test', 'later_for_test', 'Finish']);
  });

  it('is tried another way after a way was given up, asked to differ; the aside stays out of what follows', async () => {
    const { answer, model, end } = await solved([now, gaveUp, now, answered]);
    expect(end.outcome).toBe('answered');
    expect(model.requests[2]?.messages.at(-1)?.content).toContain('"name": "now_for_test"');
    expect(model.requests[3]?.messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'tool']);
    const lists = answer?.answer_generation.train_messages ?? [];
    expect(lists.at(-1)?.map(({ role, valid }) => (valid === false ? 'aside' : role))).toEqual([
      'system',
      'user',
      'aside',
      'assistant',
      'function',
      'assistant',
    ]);
  });

  it('goes on after names and arguments that do not fit, which are told and not guessed', async () => {
    const { answer, called } = await solved([
      { name: 'w_for_test', arguments: {} },
      { name: 'now_for_test', arguments: '{"is_id": "a\nb", }' },
      finish({ return_type: 'give_answer' }),
      answered,
    ]);
    expect(called).toEqual([['now', { id: 'a\nb' }]]);
    const chain = (answer !== undefined && !isCot(answer) && answer.compare_candidates[0]) || [];
    const seen = chain.filter(({ node_type: type }) => type === 'Action Input');
    expect(seen.map(({ observation_code: code }) => code)).toEqual([1, 0, 2, 3]);
    expect(seen[0]?.observation).toMatch(/^\{"error": "No such function name: w_for_test. Nearest: \w+/);
  });

  it('ends with the last reply that may be asked for, which is not used', async () => {
    const { answer, end, called } = await solved([now, now, now], { maxCalls: 3 });
    expect([end.outcome, called.length, answer?.answer_generation.query_count]).toEqual(['budget-spent', 2, 3]);
  });

  it('takes two calls at once one after the other, and nothing after Finish', async () => {
    const both = ['now_for_test', 'later_for_test', 'Finish', 'now_for_test'].map(name => ({
      name,
      arguments: name === 'Finish' ? { return_type: 'give_answer', final_answer: 'x' } : {},
    }));
    const { answer, called } = await solved([both]);
    expect(called.map(([name]) => name)).toEqual(['now', 'later']);
    expect(answer).toMatchObject({ win: true, tree: { size: 7 }, answer_generation: { query_count: 1 } });
  });

  it('survives a model that says nothing', async () => {
    const { answer, end } = await solved(Array(60).fill(''), { maxDepth: 3 });
    expect([end.outcome, answer?.win, answer?.answer_generation.valid_data]).toEqual(['gave-up', false, false]);
  });
});

describe('chains', () => {
  it('begin anew after one that was given up, without memory of it', async () => {
    const { answer, model, end } = await solved([now, gaveUp, answered], { method: 'CoT@3' });
    expect([end.outcome, answer]).toMatchObject([
      'answered',
      { win: true, try_count: 2, trys: [{ win: false }, { win: false }], compare_candidates: [[{}, {}]] },
    ]);
    expect(model.requests[2]?.messages).toHaveLength(2);
  });

  it('are cut off at their depth', async () => {
    const { answer, end } = await solved([now, now, answered], { method: 'CoT@1', maxDepth: 6 });
    expect([end.outcome, answer]).toMatchObject(['gave-up', { win: false, answer_generation: { query_count: 2 } }]);
  });
});

it('offers what is found where the query names nothing, and speaks as it is told to', async () => {
  const text = 'Thought: so\nAction: Finish\nAction Input: {"return_type": "give_answer", "final_answer": "4"}';
  const model = scripted([text]);
  const { events, end } = await runToEnd(toolBenchPlanner({ adapter: 'react', k: 1 }), testTools(model, apis), 'q');
  expect([end.outcome, model.requests[0]?.tools]).toEqual(['answered', undefined]);
  expect(events.find(event => event.type === 'model-start')).toMatchObject({ tools: ['now_for_test', 'Finish'] });
});

it('knows methods by their exact names', () => {
  expect([parseMethod('DFS_woFilter_w3'), parseMethod('CoT@2')]).toMatchObject([{ width: 3 }, { tries: 2 }]);
  for (const name of ['DFS_w2', 'CoT@0', 'cot@1']) expect(() => parseMethod(name)).toThrow('no method named');
});
