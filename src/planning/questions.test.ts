import { describe, expect, it } from 'vitest';
import type { Api } from '../catalog/index.js';
import { type ScriptedReply, scripted } from '../models/index.js';
import { chain } from './chain/chain.js';
import { direct } from './direct/direct.js';
import { ok, runToEnd, testApi, testTools } from './planner.contract.js';

const tides: Api = {
  ...testApi('tide_times'),
  parameters: {
    type: 'object',
    properties: {
      harbourName: { type: 'string', description: 'Name of the harbour. In any language.' },
      days: { type: 'integer' },
    },
    required: ['harbourName'],
  },
};
const add = testApi('add');

describe.each([
  ['direct', direct],
  ['chain', chain],
])('%s', (_name, planner) => {
  const run = (
    replies: readonly ScriptedReply[],
    request: string,
    more: { invent?: boolean; leavesOpen?: boolean } = {},
  ) => {
    const { invent = false, leavesOpen = true } = more;
    const model = scripted(replies, { features: { leavesOpen } });
    const tools = testTools(model, [tides, add], () => ok('{"high": "04:12", "harbour": "Brest"}'));
    return runToEnd(planner(), { ...tools, invent }, request).then(ended => ({
      ...ended,
      model,
      called: tools.called,
    }));
  };
  const call = (args: Record<string, string | number>) => ({ name: 'tide_times', arguments: args });

  it('asks for what the model leaves open, and calls nothing', async () => {
    const reply = [
      { name: 'add', arguments: {} },
      { ...call({ days: 2 }), missing: ['harbourName'] },
    ];
    const { events, end, called, model } = await run([reply], 'Tides for 2 days?');
    expect([end.outcome, called, model.requests[0]?.openArguments]).toEqual(['asked-back', [], true]);
    expect(events.find(event => event.type === 'question')).toMatchObject({
      name: 'tide_times',
      arguments: { days: 2 },
      open: [{ name: 'harbourName', description: 'Name of the harbour. In any language.' }],
    });
    expect(events.findLast(event => event.type === 'answer')).toMatchObject({
      from: 'planner',
      text: 'To call tide_times I need to know:\n  harbour name: Name of the harbour',
    });
  });

  it('asks for a required value that nothing shows, and names the guess', async () => {
    const { events, called } = await run([call({ harbourName: 'Portsmouth' })], 'When is high tide?');
    expect(called).toEqual([]);
    expect(events.findLast(event => event.type === 'answer')).toMatchObject({
      text: 'To call tide_times I need to know:\n  harbour name: Name of the harbour (a guess would be "Portsmouth")',
    });
  });

  it('calls with what the request says and with nothing that it leaves open, and tells where the arguments come from', async () => {
    const { events, called } = await run(
      [call({ harbourName: 'Brest', days: 9 }), 'done'],
      'When is high tide at Brest?',
    );
    expect(called).toEqual([['tide_times', { harbourName: 'Brest' }]]);
    const start = events.find(event => event.type === 'call-start');
    expect(start).toMatchObject({ origins: { harbourName: 'request' } });
  });

  it('invents where that is wanted, and never asks for what larger models compose', async () => {
    const reply = call({ harbourName: 'Portsmouth' });
    const invented = await run([reply, 'done'], 'When is high tide?', { invent: true });
    expect([invented.called.length, invented.model.requests[0]?.openArguments]).toEqual([1, undefined]);
    const composed = await run([reply, 'done'], 'When is high tide?', { leavesOpen: false });
    expect([composed.called.length, composed.model.requests[0]?.openArguments]).toEqual([1, undefined]);
  });
});

it('takes values from observations', async () => {
  const replies = [
    { name: 'add', arguments: {} },
    { name: 'tide_times', arguments: { harbourName: 'Portsmouth' } },
  ];
  const tools = testTools(scripted([...replies, 'done'], { features: { leavesOpen: true } }), [tides, add], () =>
    ok('nearest: Portsmouth'),
  );
  const { events } = await runToEnd(chain(), tools, 'What is the nearest harbour, and when is high tide there?');
  const starts = events.filter(event => event.type === 'call-start');
  expect(starts.map(start => start.origins)).toEqual([{}, { harbourName: 'observation' }]);
});
