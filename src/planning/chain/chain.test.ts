import { describe, expect, it } from 'vitest';
import type { Observation } from '../../execution/index.js';
import { scripted } from '../../models/index.js';
import { ok, plannerContract, runToEnd, testApi, testTools } from '../planner.contract.js';
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
