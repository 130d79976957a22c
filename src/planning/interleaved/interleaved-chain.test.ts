import { describe, expect, it } from 'vitest';
import type { Api } from '../../catalog/index.js';
import { type ScriptedReply, scripted } from '../../models/index.js';
import type { Hit, Retriever } from '../../retrieval/index.js';
import type { RunEvent } from '../../trajectory/index.js';
import { plannerContract, runToEnd, testApi, testTools } from '../planner.contract.js';
import { interleavedChain } from './interleaved-chain.js';

plannerContract('interleaved', () => interleavedChain());

/** Ranks by the words of a description that a query has. */
function byWords(apis: readonly Api[]): Retriever {
  const words = (text: string) => new Set(text.toLowerCase().match(/[a-z]{3,}/g) ?? []);
  return {
    async search(query, k) {
      const asked = words(query);
      const hits = apis.map(
        (api): Hit => ({ api, score: [...words(api.description)].filter(w => asked.has(w)).length }),
      );
      return hits
        .filter(({ score }) => score > 0)
        .sort((a, b) => b.score - a.score)
        .slice(0, k);
    },
  };
}

const described = (name: string, description: string): Api => ({ ...testApi(name), description });
const apis = [
  described('weather_now', 'The weather in a city now'),
  described('weather_week', 'The weather in a city this week'),
  described('weather_map', 'A map of the weather in a city'),
  described('convert_temperature', 'Converts degrees from celsius to kelvin'),
];
const request = 'What is the weather in the city of Oslo in physical terms?';

function prepare(replies: readonly ScriptedReply[] | (() => ScriptedReply), pool = apis) {
  const model = scripted(replies);
  const tools = { ...testTools(model, []), retriever: byWords(pool) };
  const offered = () => model.requests.map(({ tools: given = [] }) => given.map(({ name }) => name));
  return { model, tools, offered };
}

const queriesOf = (events: readonly RunEvent[]) =>
  events.flatMap(event => (event.type === 'retrieve-start' ? [event.query] : []));
const said = (text: string, name: string, args = {}): ScriptedReply => ({
  text,
  toolCalls: [{ name, arguments: args }],
});

describe('interleaved', () => {
  it('finds with a thought the second API, which the request alone does not find', async () => {
    const { tools, offered } = prepare([
      said('Convert the degrees from celsius to kelvin afterwards. First the weather.', 'weather_now'),
      { name: 'convert_temperature', arguments: { celsius: 7 } },
      'It is 280 kelvin.',
    ]);
    const { events, end } = await runToEnd(interleavedChain({ k: 2 }), tools, request);
    expect(end).toEqual({ outcome: 'answered' });
    expect(queriesOf(events)).toEqual([request, 'Convert the degrees from celsius to kelvin afterwards.']);
    expect(offered()[0]).toEqual(['weather_now', 'weather_week']);
    expect(offered()[1]).toEqual(['weather_now', 'weather_week', 'convert_temperature']);
    expect(tools.called).toEqual([
      ['weather_now', {}],
      ['convert_temperature', { celsius: 7 }],
    ]);
  });

  it('goes on from a reply that only says what is needed, when that finds something', async () => {
    const { model, tools } = prepare([
      'A function that converts celsius to kelvin is needed.',
      said('', 'convert_temperature', { celsius: 7 }),
      'Need: a map of the weather.',
      said('', 'weather_map'),
      'Need: tea leaves.',
      'It is 280 kelvin.',
    ]);
    const { events, end } = await runToEnd(interleavedChain({ k: 2 }), tools, request);
    expect(end).toEqual({ outcome: 'answered' });
    const told = model.requests.flatMap(({ messages }) =>
      messages.at(-1)?.role === 'user' ? [messages.at(-1)?.content] : [],
    );
    expect(told.slice(1)).toEqual([
      'Functions that may do that were added: convert_temperature. Go on.',
      'Functions that may do that were added: weather_map. Go on.',
      'No further functions were found. Use what is there, or answer with what you have and say what is missing.',
    ]);
    const last = new Map(events.flatMap(event => (event.type === 'step-end' ? [[event.node, event.outcome]] : [])));
    expect([...last.values()]).toEqual(['open', 'open', 'open', 'open', 'open', 'answered']);
  });

  it('searches for no thought twice, and for none where a reply has only calls', async () => {
    const { tools } = prepare([
      said('Look at the weather map.', 'weather_now'),
      said('Look at the weather map!', 'weather_week'),
      said('', 'weather_map'),
      'Sunny.',
    ]);
    const { events } = await runToEnd(interleavedChain({ k: 1 }), tools, request);
    expect(queriesOf(events)).toEqual([request, 'Look at the weather map.']);
  });

  it('asks for the thought that a reply lacks, where it is told to', async () => {
    const { tools, offered } = prepare([
      said('', 'weather_now'),
      'Convert celsius to kelvin.',
      said('', 'convert_temperature'),
      'Nothing.',
      'It is 280 kelvin.',
    ]);
    const { events } = await runToEnd(interleavedChain({ k: 1, thoughts: 'ask' }), tools, request);
    expect(queriesOf(events)).toEqual([request, 'Convert celsius to kelvin.']);
    expect(events.flatMap(event => (event.type === 'model-start' ? [event.role] : []))).toEqual([
      undefined,
      'thought',
      undefined,
      'thought',
      undefined,
    ]);
    expect(offered()[2]).toEqual(['weather_now', 'convert_temperature']);
  });

  it('offers 15 APIs at the most, each once, and takes 8 steps at the most', async () => {
    const kinds = ['apple', 'pear', 'plum', 'fig', 'lime', 'kiwi', 'date', 'nut'];
    const pool = kinds.flatMap(kind => [1, 2, 3].map(n => described(`${kind}_${n}`, `Buys fruit of kind ${kind}`)));
    let step = 0;
    const { tools, offered } = prepare(() => {
      step += 1;
      return said(`Buy a ${kinds[step]} now.`, 'apple_1', { step });
    }, pool);
    const { events, end } = await runToEnd(interleavedChain({ k: 4 }), tools, 'buy fruit of kind apple');
    expect(end).toEqual({ outcome: 'budget-spent', reason: '8 steps are used up' });
    const sizes = offered().map(names => new Set(names).size);
    expect(sizes).toEqual(offered().map(names => names.length));
    expect(sizes).toEqual([4, 6, 9, 12, 15, 15, 15, 15]);
    // Full is full: nothing is searched for in vain.
    expect(queriesOf(events)).toHaveLength(5);
  });
});
