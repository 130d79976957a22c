import { describe, expect, it } from 'vitest';
import { type Api, collectApis, functionsImporter } from '../../../catalog/index.js';
import { type ChatRequest, type Message, reply, type ToolSpec } from '../../../models/index.js';
import { fallibleModel } from './fallible-model.js';
import { errorKinds, type FallibleRates, fallibleRatesNamed } from './fallible-rates.js';

const apis: ReadonlyMap<string, Api> = new Map(
  (await collectApis('toolbox', functionsImporter.read('builtin:toolbox'))).map(api => [api.title, api]),
);
const request = {
  id: 'dates',
  plan: [
    { function: 'easter_date', arguments: { year: 2027 } },
    { function: 'days_between', arguments: { start: '2027-01-06', end: { from: 0, path: '/orthodox' } } },
  ],
};
const none = Object.fromEntries(errorKinds.map(kind => [kind, 0])) as FallibleRates['errors'];
const steady: FallibleRates = { errors: none, habit: 0, notices: 1, doubts: 0, recovers: 1, insists: 1 };
const always = (kind: string, rates: Partial<FallibleRates> = {}): FallibleRates => ({
  ...steady,
  ...rates,
  errors: { ...none, [kind]: 1 },
});

const specs = (...names: readonly string[]): ToolSpec[] =>
  names
    .map(name => apis.get(name) as Api)
    .map(({ name, description, parameters }) => ({ name, description, parameters }));
const giveUp: ToolSpec = { name: 'give_up', description: '', parameters: { type: 'object' } };
const offered = specs('easter_date', 'days_between', 'day_of_week');
const user = (content: string): Message => ({ role: 'user', content });
const start = [user('how long until Easter?')];

/** A call and what it came to, as planners show it. */
function called(name: string, args: object | string, body: string, status = 'ok'): readonly Message[] {
  const id = `call-${name}-${JSON.stringify(args)}`;
  const text = typeof args === 'string' ? args : JSON.stringify(args);
  return [
    { role: 'assistant', content: '', toolCalls: [{ id, name, arguments: text }] },
    {
      role: 'tool',
      callId: id,
      name,
      content: `<observation status="${status}" provenance="local">\n${body}\n</observation>`,
    },
  ];
}

const easter = called('easter_date', { year: 2027 }, '{"western": "2027-03-28", "orthodox": "2027-05-02"}');
const days = called('days_between', { start: '2027-01-06', end: '2027-05-02' }, '{"days": 116}');

async function next(messages: readonly Message[], rates: FallibleRates, more: Partial<ChatRequest> = {}, seed = 0) {
  const model = fallibleModel({ request, apis, rates, seed });
  const { message, finish } = await reply(model, { messages, tools: offered, ...more });
  const [call] = message.toolCalls;
  return call === undefined ? { text: message.content, finish } : { name: call.name, arguments: call.arguments };
}

const first = { name: 'easter_date', arguments: '{"year":2027}' };
const second = { name: 'days_between', arguments: '{"start":"2027-01-06","end":"2027-05-02"}' };

describe('a fallible model', () => {
  it('plays the plan to its end with what its calls gave, where it makes no error', async () => {
    expect(await next(start, steady)).toEqual(first);
    expect(await next([...start, ...easter], steady)).toEqual(second);
    expect(await next([...start, ...easter, ...days], steady)).toEqual({
      text: '{"days": 116}',
      finish: 'stop',
    });
  });

  it('makes a call again that gave nothing, and one whose result it sees to be of another', async () => {
    const failed = called('easter_date', { year: 2027 }, 'too late', 'failed');
    expect(await next([...start, ...failed], steady)).toEqual(first);
    const other = called('easter_date', { year: 2028 }, '{"western": "2028-04-16", "orthodox": "2028-04-16"}');
    expect(await next([...start, ...other], steady)).toEqual(first);
  });

  it('errs in each way', async () => {
    expect(await next(start, always('wrong-function'))).toEqual({
      name: expect.stringMatching(/days_between|day_of_week/),
      arguments: expect.any(String),
    });
    expect(await next(start, always('wrong-argument'))).toEqual({ ...first, arguments: '{"year":2028}' });
    expect(await next(start, always('broken-json'))).toEqual({ ...first, arguments: '{"year": ' });
    expect(await next([...start, ...easter], always('repeated-call'))).toEqual(first);
    expect(await next([...start, ...easter], always('early-answer'))).toMatchObject({
      text: expect.stringContaining('2027-03-28'),
    });
    expect(await next(start, always('overlong'))).toMatchObject({ finish: 'length' });
    expect(await next(start, always('gives-up'), { tools: [...offered, giveUp] })).toMatchObject({ name: 'give_up' });
  });

  it('makes the right call where an error cannot be made', async () => {
    expect(await next(start, always('repeated-call'))).toEqual(first);
    expect(await next(start, always('early-answer'))).toEqual(first);
    expect(await next(start, always('gives-up'))).toEqual(first);
    expect(await next(start, always('wrong-function'), { tools: specs('easter_date') })).toEqual(first);
  });

  it('goes on from a wrong value that it does not notice, so that its answer is wrong', async () => {
    const blind = { ...steady, notices: 0 };
    const wrong = called('easter_date', { year: 2028 }, '{"western": "2028-04-16", "orthodox": "2028-04-16"}');
    expect(await next([...start, ...wrong], blind)).toEqual({
      name: 'days_between',
      arguments: '{"start":"2027-01-06","end":"2028-04-16"}',
    });
    const weekday = called('day_of_week', { date: '2027-01-06' }, '{"weekday": "Wednesday"}');
    expect(await next([...start, ...weekday], blind)).toEqual({
      name: 'days_between',
      arguments: '{"start":"2027-01-06","end":"{\\"weekday\\":\\"Wednesday\\"}"}',
    });
  });

  it('doubts a wrong way when a call fails on it: it goes back, gives up, or goes round in circles', async () => {
    const blind = { ...steady, notices: 0 };
    const weekday = called('day_of_week', { date: '2027-01-06' }, '{"weekday": "Wednesday"}');
    const failed = called('days_between', { start: '2027-01-06', end: 'x' }, 'no date', 'bad-arguments');
    const lost = [...start, ...weekday, ...failed];
    expect(await next(lost, blind)).toEqual(first);
    expect(await next([...lost, ...easter], blind)).toEqual(second);
    const stuck = { ...blind, recovers: 0 };
    expect(await next(lost, stuck, { tools: [...offered, giveUp] })).toMatchObject({ name: 'give_up' });
    expect(await next(lost, stuck)).toEqual({ name: 'days_between', arguments: '{"start":"2027-01-06","end":"x"}' });
  });

  it('makes no wrong call that it is told was tried, and no right one where it does not insist', async () => {
    const told = user(`tried: easter_date {"year":2028} gave: nothing`);
    expect(await next([...start, told], always('wrong-argument'))).toEqual(first);
    const both = user(`tried: easter_date {"year":2027} gave: nothing`);
    expect(await next([...start, both], steady)).toEqual(first);
    const meek = { ...steady, insists: 0 };
    expect(await next([...start, both], meek, { tools: [...offered, giveUp] })).toMatchObject({ name: 'give_up' });
  });

  it('says the same to the same, draws anew with another seed, and sticks to its habits', async () => {
    const errors = { ...none, 'wrong-argument': 0.5 };
    const drawn = (habit: number) =>
      Promise.all(Array.from({ length: 40 }, (_, seed) => next(start, { ...steady, errors, habit }, { seed })));
    const free = await drawn(0);
    expect(await drawn(0)).toEqual(free);
    const wrong = free.filter(({ arguments: args }) => args !== first.arguments).length;
    expect(wrong).toBeGreaterThan(10);
    expect(wrong).toBeLessThan(30);
    expect(new Set((await drawn(1)).map(({ arguments: args }) => args)).size).toBe(1);
  });

  it('has no part but that of steps', async () => {
    await expect(next(start, steady, { tools: [], schema: { type: 'object' } })).rejects.toThrow('plays steps only');
  });
});

describe('the settings', () => {
  it('are three, each worse than the one before in every way', () => {
    const [mild, middling, poor] = ['mild', 'middling', 'poor'].map(fallibleRatesNamed);
    const total = (rates?: FallibleRates) => errorKinds.reduce((sum, kind) => sum + (rates?.errors[kind] ?? 0), 0);
    expect([mild, middling, poor].map(rates => total(rates).toFixed(2))).toEqual(['0.12', '0.26', '0.50']);
    for (const [better, worse] of [
      [mild, middling],
      [middling, poor],
    ] as const) {
      for (const kind of errorKinds) expect(better?.errors[kind]).toBeLessThan(worse?.errors[kind] ?? 0);
      expect(better?.notices).toBeGreaterThan(worse?.notices ?? 1);
      expect(better?.recovers).toBeGreaterThan(worse?.recovers ?? 1);
    }
    expect(() => fallibleRatesNamed('awful')).toThrow('no scripted model named "awful"; known: middling, mild, poor');
  });
});
