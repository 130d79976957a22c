import { describe, expect, it } from 'vitest';
import type { Observation } from '../../execution/index.js';
import { scripted } from '../../models/index.js';
import { ok, plannerContract, runToEnd, testApi, testTools } from '../planner.contract.js';
import { searchContract } from '../search.contract.js';
import { chain } from './chain.js';

plannerContract('chain', () => chain({ maxSteps: 3 }));

describe('chain', () => {
  const apis = [testApi('distance'), testApi('convert')];

  it('calls step by step until it answers in its own words', async () => {
    const model = scripted([
      { name: 'distance', arguments: { from: 'Oslo', to: 'Rome' } },
      { name: 'convert', arguments: { km: 2008 } },
      'It is 1,248 miles.',
    ]);
    const tools = testTools(model, apis, api => ok(api.name === 'distance' ? '2008 km' : '1248 mi'));
    const { events, end } = await runToEnd(chain(), tools);
    expect(end).toEqual({ outcome: 'answered' });
    expect(tools.called.map(([name]) => name)).toEqual(['distance', 'convert']);
    expect(model.requests[2]?.messages.map(message => message.role)).toEqual([
      'system',
      'user',
      'assistant',
      'tool',
      'assistant',
      'tool',
    ]);
    expect(events.findLast(event => event.type === 'answer')).toMatchObject({
      text: 'It is 1,248 miles.',
      from: 'model',
    });
  });

  it('does not make the same call twice, however its arguments are ordered', async () => {
    const model = scripted([
      { name: 'convert', arguments: { a: 1, b: 2 } },
      { name: 'convert', arguments: { b: 2, a: 1 } },
      'Done.',
    ]);
    const tools = testTools(model, apis);
    const { events } = await runToEnd(chain(), tools);
    expect(tools.called).toHaveLength(1);
    const seen = events.filter(event => event.type === 'call-end').map(event => event.observation.status);
    expect(seen).toEqual(['ok', 'repeated']);
  });

  it('reads again what a change may have made otherwise, and changes nothing twice', async () => {
    const list = { name: 'list', arguments: {} };
    const add = { name: 'add', arguments: { item: 'milk' } };
    const model = scripted([list, add, list, list, add, 'Milk is on the list.']);
    const tools = testTools(model, [testApi('list'), { ...testApi('add'), effect: 'reversible' }]);
    const { events } = await runToEnd(chain(), tools);
    expect(tools.called.map(([name]) => name)).toEqual(['list', 'add', 'list']);
    const seen = events.filter(event => event.type === 'call-end').map(event => event.observation.status);
    expect(seen).toEqual(['ok', 'ok', 'ok', 'repeated', 'repeated']);
  });

  it('may try again what failed by chance', async () => {
    const model = scripted([{ name: 'convert', arguments: {} }, { name: 'convert', arguments: {} }, 'Done.']);
    let calls = 0;
    const timeout: Observation = { status: 'timeout', afterMs: 9, provenance: 'live', elapsedMs: 9, coerced: [] };
    const tools = testTools(model, apis, () => (++calls === 1 ? timeout : ok('done')));
    expect((await runToEnd(chain(), tools)).end).toEqual({ outcome: 'answered' });
    expect(calls).toBe(2);
  });

  it('gives up after steps that give nothing, and stops at its step and time limits', async () => {
    const lost = scripted((_request, index) => ({ name: `nowhere_${index}`, arguments: {} }));
    expect((await runToEnd(chain(), testTools(lost, apis))).end).toEqual({
      outcome: 'gave-up',
      reason: '3 steps in a row gave nothing',
    });
    const busy = scripted((_request, index) => ({ name: 'convert', arguments: { index } }));
    expect((await runToEnd(chain({ maxSteps: 5 }), testTools(busy, apis))).end).toEqual({
      outcome: 'budget-spent',
      reason: '5 steps are used up',
    });
    expect((await runToEnd(chain({ maxMs: 0 }), testTools(busy, apis))).end).toMatchObject({ outcome: 'budget-spent' });
  });
});

plannerContract('chain@3', () => chain({ maxSteps: 2, attempts: 3 }));
searchContract('chain@N', ({ seed, maxDepth, maxCalls, maxIdleSteps }) =>
  chain({ seed, maxSteps: maxDepth, maxCalls, maxIdleSteps }),
);

describe('chain with attempts (CoT@N and ReACT@N of ToolLLM)', () => {
  const apis = [testApi('look'), testApi('find')];
  const wrong = (n: number) => ({ name: `nowhere_${n}`, arguments: {} });

  it('starts anew without memory and with the next seed, until one attempt answers', async () => {
    const model = scripted([wrong(1), wrong(2), { name: 'look', arguments: {} }, 'It is there.', 'never said']);
    const { events, end } = await runToEnd(chain({ attempts: 5, maxSteps: 2, seed: 7 }), testTools(model, apis));
    expect(end).toEqual({ outcome: 'answered' });
    expect(model.requests.map(({ seed }) => seed)).toEqual([7, 7, 8, 8]);
    expect(model.requests[2]?.messages).toEqual(model.requests[0]?.messages);
    const made = events.filter(event => event.type === 'model-start').map(({ node, parent }) => [node, parent]);
    expect(made).toEqual([
      [1, 0],
      [2, 1],
      [3, 0],
      [4, 3],
    ]);
  });

  it('says of the last attempt how it ended', async () => {
    const model = scripted((_request, index) => wrong(index));
    const tools = testTools(model, apis);
    expect((await runToEnd(chain({ attempts: 3, maxSteps: 2 }), tools)).end).toEqual({
      outcome: 'budget-spent',
      reason: '3 attempts came to nothing, the last: 2 steps are used up',
    });
    expect(model.requests).toHaveLength(6);
  });

  it('goes on until exactly the model calls of another planner are used up, however many attempts those pay for', async () => {
    const model = scripted((_request, index) => wrong(index));
    const planner = chain({ maxCalls: 10, maxSteps: 4 });
    expect(planner.options).toMatchObject({ attempts: 10, maxCalls: 10 });
    const { events, end } = await runToEnd(planner, testTools(model, apis));
    expect(model.requests).toHaveLength(10);
    expect(end).toEqual({
      outcome: 'budget-spent',
      reason: '4 attempts came to nothing, the last: 10 model calls are used up',
    });
    const begun = events.filter(event => event.type === 'model-start' && event.parent === 0);
    expect(begun.map(event => 'node' in event && event.node)).toEqual([1, 4, 7, 10]);
  });

  it('takes back what an attempt changed before the next, the last change first', async () => {
    const script = [
      { name: 'set', arguments: { n: 1 } },
      { name: 'set', arguments: { n: 2 } },
      { name: 'set', arguments: { n: 3 } },
      'Three it is.',
    ];
    const undone: unknown[] = [];
    const tools = testTools(scripted(script), [{ ...testApi('set'), effect: 'reversible' }], (_api, args) => ({
      ...ok('set'),
      undo: { kind: 'function', description: 'back', module: 'test:', function: 'unset', arguments: args },
    }));
    const { end } = await runToEnd(chain({ attempts: 2, maxSteps: 2 }), {
      ...tools,
      async undo(step) {
        undone.push(step.arguments);
        return ok('unset');
      },
    });
    expect(end).toEqual({ outcome: 'answered' });
    expect(undone).toEqual([{ n: 2 }, { n: 1 }]);
  });

  it('does not start anew when something was done that nothing takes back', async () => {
    const model = scripted((_request, index) => ({ name: 'send', arguments: { index } }));
    const tools = testTools(model, [{ ...testApi('send'), effect: 'irreversible' }]);
    const { end } = await runToEnd(chain({ attempts: 3, maxSteps: 2 }), tools);
    expect(end).toEqual({ outcome: 'budget-spent', reason: '2 steps are used up' });
    expect(tools.called).toHaveLength(2);
  });

  it('asks again neither the user nor a model that finds nothing to call', async () => {
    const model = scripted(['No function does that.', 'never said']);
    const { end } = await runToEnd(chain({ attempts: 3 }), testTools(model, apis));
    expect(end).toEqual({ outcome: 'nothing-fits' });
    expect(model.requests).toHaveLength(1);
  });
});
