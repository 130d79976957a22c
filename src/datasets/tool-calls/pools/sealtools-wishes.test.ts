import { expect, it } from 'vitest';
import type { Api } from '../../../catalog/index.js';
import { sealtoolsWishes } from './sealtools-wishes.js';

const api = (title: string, parameters: readonly string[], returns: readonly string[]): Api => {
  const of = (names: readonly string[]) => ({
    type: 'object',
    properties: Object.fromEntries(names.map(name => [name, { type: 'string' }])),
  });
  return {
    id: `sealtools/${title}`,
    name: title.toLowerCase(),
    collection: 'sealtools',
    provider: 'Seal-Tools',
    tool: '',
    category: '',
    title,
    description: `${title}.`,
    parameters: of(parameters),
    returns: of(returns),
    effect: 'irreversible',
    examples: [],
    source: { uri: 'test' },
    invocation: { kind: 'code', language: 'python', code: title },
  };
};
const apis = [
  api('findEvent', ['name', 'city'], ['price', 'event_id']),
  api('joinEvent', ['event_id', 'seat'], ['ok']),
];
const call = (name: string, parameters: object, ...responses: string[]) => ({ api: name, parameters, responses });
const wish = (query: string, ...calling: object[]) =>
  sealtoolsWishes([JSON.parse(JSON.stringify({ id: 'x', query, calling }))], apis);

it('makes a call that takes something of an earlier one in a later round, with the field that gives it', () => {
  const [found] = wish(
    'Find the Jazz Night in Oslo and join it, seat B7.',
    call('findEvent', { city: 'Oslo', name: 'Jazz Night' }, 'API_call_0', 'API_call_1'),
    call('joinEvent', { event_id: 'API_call_1', seat: 'B7' }, 'API_call_2'),
  );
  const [first, second] = found?.calls ?? [];
  const given = second?.ask.arguments['event_id'];
  expect(given).toEqual(expect.stringMatching(/\w/));
  expect(first).toMatchObject({
    round: 0,
    gives: { event_id: given },
    ask: { arguments: { name: 'Jazz Night', city: 'Oslo' } },
  });
  expect(Object.keys(first?.ask.arguments ?? {})).toEqual(['name', 'city']);
  expect(second).toMatchObject({ round: 1, ask: { arguments: { seat: 'B7' } } });
  expect(second).not.toHaveProperty('gives');
});

it('leaves requests out whose calls make values up, take what comes later, or are of no known function', () => {
  const seat = call('joinEvent', { event_id: 'E-5', seat: 'B7' }, 'API_call_0');
  expect(wish('Join E-5 on seat B7.', seat)).toHaveLength(1);
  expect(wish('Join E-5.', seat)).toEqual([]);
  expect(wish('Join on seat B7.', call('joinEvent', { event_id: 'API_call_3', seat: 'B7' }))).toEqual([]);
  expect(wish('Sing', call('sing', {}))).toEqual([]);
  expect(sealtoolsWishes([3, { query: 'no calls' }], apis)).toEqual([]);
});
