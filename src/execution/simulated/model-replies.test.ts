import { describe, expect, it } from 'vitest';
import { loadPrompt } from '../../base/index.js';
import { scripted } from '../../models/index.js';
import { sampleApi } from '../executor.contract.js';
import { cassetteOf } from '../recorded/cassette.js';
import { jsonOf, modelReplies, simulationPrompt } from './model-replies.js';

const weather = sampleApi({
  name: 'weather',
  description: 'The weather of a day.',
  parameters: { type: 'object', properties: { city: { type: 'string' } } },
  examples: [{ arguments: { city: 'Rome' }, returns: 'sun' }, { arguments: { city: 'Bonn' } }],
});

describe('modelReplies', () => {
  it('asks for JSON at temperature 0, showing document and examples', async () => {
    const model = scripted(['{"sky": "blue"}']);
    const observation = { status: 'ok', body: '18', value: 18, provenance: 'live', elapsedMs: 1, coerced: [] } as const;
    const cassette = cassetteOf([
      { api: weather.id, arguments: { city: 'Oslo' }, observation },
      { api: 'samples/other', arguments: {}, observation },
    ]);
    const made = await modelReplies(model, { cassette })(weather, { city: 'Paris' });
    expect(made).toEqual({ from: 'model', made: { value: { sky: 'blue' } }, notes: ['written by scripted:inline'] });
    const [request] = model.requests;
    expect(request).toMatchObject({ temperature: 0, seed: 0, maxTokens: 1_024 });
    expect(request?.messages[0]?.content).toContain(
      'Examples of calls and replies:\n{"city":"Rome"}\n→ "sun"\n{"city":"Oslo"}\n→ 18\n',
    );
  });

  it('asks again for what is no JSON, and fails after three tries', async () => {
    const model = scripted(['It is sunny.', 'Sorry, sunny.', '```json\n{"sky": "blue",}\n```']);
    expect(await modelReplies(model)(weather, {})).toMatchObject({ made: { value: { sky: 'blue' } } });
    expect(model.requests[2]?.messages.map(each => each.role)).toEqual([
      'user',
      'assistant',
      'user',
      'assistant',
      'user',
    ]);
    const hopeless = scripted(['no', 'no', 'no']);
    expect(await modelReplies(hopeless)(weather, {})).toEqual({
      from: 'model',
      made: { failure: 'scripted:inline wrote no JSON in 3 tries' },
      notes: [],
    });
  });

  it('renders its prompt', () => {
    const prompt = loadPrompt(new URL('./simulate.prompt.md', import.meta.url));
    const rendered = simulationPrompt(prompt, weather, { city: 'Paris' }, []);
    expect(rendered.slice(rendered.indexOf('The API:'))).toBe(
      `The API:
{"tool":"samples","toolDescription":"","title":"weather","description":"The weather of a day."}
parameters: {"type":"object","properties":{"city":{"type":"string"}}}

Examples of calls and replies:
none

The arguments of the call:
{"city":"Paris"}`,
    );
  });

  it.each([
    ['{"a": 1}', { a: 1 }],
    ['"text"', 'text'],
    ['Here it is: {"a": 1} as asked', { a: 1 }],
    ['```\n[1, 2]\n```', [1, 2]],
    ['{"a": [1, 2', undefined],
    ['none', undefined],
  ])('reads %j', (text, value) => {
    expect(jsonOf(text)).toEqual(value);
  });
});
