import { expect, it } from 'vitest';
import { scripted } from '../models/index.js';
import { direct } from './direct/direct.js';
import { leaveOutGuesses } from './left-out.js';
import { ok, runToEnd, testApi, testTools } from './planner.contract.js';

it('leaves out optional arguments that were made up, and no others', () => {
  const args = { city: 'Oslo', at: '2031-05-06', format: 'short' };
  const origins = { city: 'made-up', at: 'made-up', format: 'default' } as const;
  expect(leaveOutGuesses(args, origins, { required: ['city'] })).toEqual({
    arguments: { city: 'Oslo', format: 'short' },
    note: 'left out, as nothing shows it: at ("2031-05-06")',
  });
  expect(leaveOutGuesses(args, { ...origins, at: 'request' }, { required: ['city'] })).toEqual({ arguments: args });
});

it.each([
  ['a model that composes no values', { leavesOpen: true }, {}, { zone: 'Tokyo' }],
  ['a model that does', { leavesOpen: false }, {}, { zone: 'Tokyo', at: '2031-05-06' }],
  ['one that is to invent', { leavesOpen: true }, { invent: true }, { zone: 'Tokyo', at: '2031-05-06' }],
])('is done for %s', async (_who, features, more, called) => {
  const model = scripted([{ name: 'clock', arguments: { zone: 'Tokyo', at: '2031-05-06' } }], { features });
  const clock = testApi('clock', { zone: { type: 'string' }, at: { type: 'string' } });
  const tools = { ...testTools(model, [clock], () => ok('noon')), ...more };
  const { events } = await runToEnd(direct(), tools, 'Which time does a clock show in Tokyo?');
  expect(tools.called).toEqual([['clock', called]]);
  expect(events.find(event => event.type === 'call-start')).toMatchObject({ arguments: called });
  const notes = events.flatMap(event => (event.type === 'call-end' ? event.observation.coerced : []));
  expect(notes).toHaveLength(Object.keys(called).length === 1 ? 1 : 0);
});
