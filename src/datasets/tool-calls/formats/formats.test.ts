import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../base/index.js';
import type { NumberedSheet } from '../generation/generate-tool-calls.js';
import { type SheetFormatName, sheetFormatNames, sheetFormats } from './formats.js';
import { nothingFits } from './legal-dialogue.js';

const weather = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };
const request = (text: string) => ({ role: 'request', text }) as const;
const call = (city: string) => ({ name: 'weather.now', arguments: { city } });
const observation = (text: string) => ({ role: 'observation', name: 'weather.now', text }) as const;

const sheet: NumberedSheet = {
  number: 3,
  id: 'families-3',
  source: 'families',
  functions: [
    { name: 'weather.now', description: 'Weather of a city.', parameters: weather },
    { name: 'weather_now', description: 'Another.', parameters: { type: 'object', properties: {} } },
  ],
  functionIds: ['families/weather/weather.now', 'families/weather/weather_now'],
  providers: ['weather', 'weather'],
  dropped: {},
  examples: [
    {
      id: 'a',
      kind: 'follow-up',
      called: [],
      turns: [
        request('Oslo or Rome?'),
        { role: 'calls', calls: [call('Oslo'), call('Rome')] },
        observation('{"t":3}'),
        observation('{"t":21}'),
        { role: 'answer', text: 't: 3, t: 21' },
      ],
    },
    { id: 'b', kind: 'none', called: [], turns: [request('Sing!'), { role: 'none' }] },
    {
      id: 'c',
      kind: 'open',
      called: [],
      turns: [
        request('Weather?'),
        { role: 'calls', calls: [{ name: 'weather.now', arguments: { city: null }, missing: ['city'] }] },
      ],
    },
    {
      id: 'd',
      kind: 'calls',
      called: [],
      turns: [request('Oslo, Rome'), { role: 'calls', calls: [call('Oslo'), call('Rome')] }],
    },
  ],
};

const rowsAs = (name: SheetFormatName) => sheetFormats[name]()(sheet) as readonly JsonObject[];
const tools = [
  {
    type: 'function',
    function: { name: 'weather_now_2', description: 'Weather of a city.', parameters: weather },
  },
  { type: 'function', function: { name: 'weather_now', description: 'Another.', parameters: expect.anything() } },
];

describe('sheetFormats', () => {
  it('openai: messages and tools, arguments as text, replies of tools by the id of their call', () => {
    const [first, none, open] = rowsAs('openai');
    const made = (id: string, city: string) => ({
      id,
      type: 'function',
      function: { name: 'weather_now_2', arguments: `{"city":"${city}"}` },
    });
    expect(first).toEqual({
      messages: [
        { role: 'user', content: 'Oslo or Rome?' },
        { role: 'assistant', tool_calls: [made('call_0', 'Oslo'), made('call_1', 'Rome')] },
        { role: 'tool', tool_call_id: 'call_0', content: '{"t":3}' },
        { role: 'tool', tool_call_id: 'call_1', content: '{"t":21}' },
        { role: 'assistant', content: 't: 3, t: 21' },
      ],
      tools,
      parallel_tool_calls: true,
    });
    expect(none).toMatchObject({ messages: [{}, { role: 'assistant', content: nothingFits }] });
    expect(open).toMatchObject({ messages: [{}, { role: 'assistant', content: 'I need to know: city.' }] });
  });

  it('trl: arguments as objects, replies of tools by name', () => {
    const made = (city: string) => ({ type: 'function', function: { name: 'weather_now_2', arguments: { city } } });
    expect(rowsAs('trl')[0]).toEqual({
      messages: [
        { role: 'user', content: 'Oslo or Rome?' },
        { role: 'assistant', tool_calls: [made('Oslo'), made('Rome')] },
        { role: 'tool', name: 'weather_now_2', content: '{"t":3}' },
        { role: 'tool', name: 'weather_now_2', content: '{"t":21}' },
        { role: 'assistant', content: 't: 3, t: 21' },
      ],
      tools,
    });
  });

  it('sharegpt: people and observations at odd places, the model at even ones', () => {
    const [first, none] = rowsAs('sharegpt');
    expect(first).toEqual({
      conversations: [
        { from: 'human', value: 'Oslo or Rome?' },
        {
          from: 'function_call',
          value:
            '[{"name":"weather_now_2","arguments":{"city":"Oslo"}},{"name":"weather_now_2","arguments":{"city":"Rome"}}]',
        },
        { from: 'observation', value: '[{"t":3}, {"t":21}]' },
        { from: 'gpt', value: 't: 3, t: 21' },
      ],
      tools: expect.stringContaining('[{"name":"weather_now_2","description":"Weather of a city."'),
    });
    expect(none).toMatchObject({
      conversations: [
        { from: 'human', value: 'Sing!' },
        { from: 'gpt', value: nothingFits },
      ],
    });
  });

  it('toolllama: a sample for each reply, one call each, Finish in the end', () => {
    const rows = rowsAs('toolllama');
    expect(rows.map(({ id }) => id)).toEqual([
      'a Step 1: Oslo or Rome?',
      'a Step 2: Oslo or Rome?',
      'a Step 3: Oslo or Rome?',
      'b Step 1: Sing!',
      'c Step 1: Weather?',
      'd Step 1: Oslo, Rome',
    ]);
    const conversation = rows[2]?.['conversations'] as readonly { from: string; value: string }[];
    expect(conversation.slice(1)).toEqual([
      { from: 'user', value: '\nOslo or Rome?\nBegin!\n' },
      { from: 'assistant', value: '\nThought: \nAction: weather_now_2\nAction Input: {"city":"Oslo"}' },
      { from: 'function', value: '{"t":3}' },
      { from: 'assistant', value: '\nThought: \nAction: weather_now_2\nAction Input: {"city":"Rome"}' },
      { from: 'function', value: '{"t":21}' },
      {
        from: 'assistant',
        value: '\nThought: \nAction: Finish\nAction Input: {"return_type":"give_answer","final_answer":"t: 3, t: 21"}',
      },
    ]);
    expect(conversation[0]?.value).toContain('You have access to these functions: [{"name":"weather_now_2"');
    const refusal = rows[3]?.['conversations'] as readonly { from: string; value: string }[];
    expect(refusal.at(-1)?.value).toContain('{"return_type":"give_up_and_restart"}');
  });

  it('rows: one a sheet, the prompt once', () => {
    const [row, ...others] = rowsAs('rows');
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      prefix: expect.stringMatching(/^<\|im_start\|>system\nFunctions:\nweather\.now\(city: string\)/),
      items: [
        { id: 'a', source: 'families/follow-up' },
        {
          id: 'b',
          segments: [
            { text: '<|im_start|>user\nSing!<|im_end|>\n<|im_start|>assistant\n', learn: false },
            { text: 'none<|im_end|>\n', learn: true },
          ],
        },
        { id: 'c' },
        { id: 'd' },
      ],
    });
  });

  it('has the formats that the command line names', () => {
    expect(sheetFormatNames).toEqual(['rows', 'openai', 'trl', 'sharegpt', 'toolllama']);
  });
});
