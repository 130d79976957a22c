import { expect, it } from 'vitest';
import { planChange } from './change-plan.js';
import { changeTool, unchangedCall } from './change-tool.js';

const tool = {
  name: 'get_weather',
  description: 'As get_weather says.',
  parameters: {
    type: 'object',
    properties: { city: { type: 'string' }, days: { type: 'integer' } },
    required: ['city'],
  },
};
const plan = planChange([{ name: tool.name, parameters: ['city', 'days'] }], 'all', 1);
const now = plan.functions.get('get_weather') ?? '';
const [city = '', days = ''] = [...(plan.parameters.get('get_weather')?.values() ?? [])];

it('renames a function and its parameters everywhere', () => {
  expect(changeTool(tool, plan)).toEqual({
    name: now,
    description: `As ${now} says.`,
    parameters: {
      type: 'object',
      properties: { [city]: { type: 'string' }, [days]: { type: 'integer' } },
      required: [city],
    },
  });
});

it.each([
  [now, { [city]: 'Oslo', [days]: 3 }, 'get_weather', { city: 'Oslo', days: 3 }],
  [now, { city: 'Oslo' }, 'get_weather', { 'city?': 'Oslo' }],
  ['get_weather', { [city]: 'Oslo' }, '', { [city]: 'Oslo' }],
])('takes a call back: %s', (name, given, before, args) => {
  const call = unchangedCall({ name, arguments: JSON.stringify(given) }, plan);
  expect([call.name, JSON.parse(call.arguments)]).toEqual([before, args]);
});

it('leaves broken arguments as they are', () => {
  expect(unchangedCall({ name: now, arguments: '{' }, plan).arguments).toBe('{');
});
