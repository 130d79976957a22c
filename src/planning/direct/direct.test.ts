import { describe, expect, it } from 'vitest';
import type { Observation } from '../../execution/index.js';
import { scripted } from '../../models/index.js';
import { ok, plannerContract, runToEnd, testApi, testTools } from '../planner.contract.js';
import { direct } from './direct.js';

plannerContract('direct', direct);

describe('direct', () => {
  const apis = [testApi('add', { a: { type: 'number' } }), testApi('subtract')];

  it('retrieves, asks once, calls, and answers with the observation unchanged', async () => {
    const model = scripted([{ name: 'add', arguments: { a: 1 } }]);
    const tools = testTools(model, apis, () => ok('  *\n***'));
    const { events, end } = await runToEnd(direct({ k: 2 }), tools);
    expect(end).toEqual({ outcome: 'answered' });
    expect(tools.called).toEqual([['add', { a: 1 }]]);
    expect(events.map(event => event.type)).toEqual([
      'run-start',
      'retrieve-start',
      'retrieve-end',
      'model-start',
      'model-end',
      'call-start',
      'call-end',
      'answer',
      'run-end',
    ]);
    expect(events.find(event => event.type === 'answer')).toMatchObject({ text: '  *\n***', from: 'observation' });
    expect(events.at(-1)).toMatchObject({ totals: { modelCalls: 1, apiCalls: 1 } });
    expect(model.requests[0]?.tools).toEqual([
      { name: 'add', description: 'Does add. And more.', parameters: apis[0]?.parameters, relevance: 2 },
      { name: 'subtract', description: 'Does subtract. And more.', parameters: apis[1]?.parameters, relevance: 1 },
    ]);
  });

  it('hands a call that could not be made back once, with the reason', async () => {
    const model = scripted([
      { name: 'plus', arguments: {} },
      { name: 'add', arguments: { a: 2 } },
    ]);
    const tools = testTools(model, apis);
    const { events, end } = await runToEnd(direct(), tools);
    expect(end).toEqual({ outcome: 'answered' });
    expect(model.requests[1]?.messages.at(-1)).toMatchObject({ role: 'tool', name: 'plus' });
    const starts = events.filter(event => event.type === 'model-start');
    // The second turn records only what is new: the note about the call.
    expect(starts.map(start => start.messages.map(message => message.role))).toEqual([['system', 'user'], ['tool']]);
  });

  it('never repeats a reply of which a part was carried out', async () => {
    const model = scripted([
      [
        { name: 'add', arguments: { a: 1 } },
        { name: 'plus', arguments: {} },
      ],
    ]);
    const tools = testTools(model, apis);
    const { end } = await runToEnd(direct(), tools);
    expect(tools.called).toEqual([['add', { a: 1 }]]);
    expect(end).toMatchObject({ outcome: 'gave-up', reason: expect.stringContaining('No API named plus') });
  });

  it('gives up with what the API said when the call fails', async () => {
    const failing = (): Observation => ({
      status: 'http-error',
      httpStatus: 503,
      body: 'down',
      provenance: 'live',
      elapsedMs: 1,
      coerced: [],
    });
    const { end } = await runToEnd(direct(), testTools(scripted([{ name: 'add', arguments: {} }]), apis, failing));
    expect(end).toEqual({ outcome: 'gave-up', reason: 'HTTP 503: down' });
  });
});
