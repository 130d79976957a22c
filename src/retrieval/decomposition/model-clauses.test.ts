import { describe, expect, it } from 'vitest';
import { scripted } from '../../models/index.js';
import { modelClauses, readClauses } from './model-clauses.js';

const request = 'I am off to Oslo. Find a hotel there, and then tell me its weather.';
const byRules = ['Find a hotel there (Oslo)', 'tell me its weather'];

describe('modelClauses', () => {
  it('asks with the request once and gives what the model says', async () => {
    const model = scripted(['find a hotel in Oslo\ntell the weather in Oslo\n']);
    expect(await modelClauses(model)(request)).toEqual(['find a hotel in Oslo', 'tell the weather in Oslo']);
    expect(model.requests).toHaveLength(1);
    const [message] = model.requests[0]!.messages;
    expect(message?.content.endsWith(`The request:\n${request}`)).toBe(true);
    expect(model.requests[0]).toMatchObject({ temperature: 0, maxTokens: 400 });
  });

  it.each([
    ['nothing', ''],
    ['something else', 'I am sorry, but I cannot help with that.'],
    ['a reply cut off', { text: 'find a hotel in Oslo\ntell', finish: 'length' as const }],
    ['more than eight', Array.from({ length: 9 }, (_, i) => `hotel ${i}`).join('\n')],
    ['a very long line', `hotel ${'x'.repeat(700)}`],
  ])('falls back to the rules on %s', async (_case, said) => {
    const given = await modelClauses(scripted([said]))(request);
    expect(given).toHaveLength(byRules.length);
    expect(given[1]).toContain('weather');
  });

  it('does not ask about nothing or a document', async () => {
    const model = scripted([]);
    expect(await modelClauses(model)(' ')).toEqual([' ']);
    expect(await modelClauses(model)('x'.repeat(20_000))).toHaveLength(1);
    expect(model.requests).toHaveLength(0);
  });

  it('throws what the model throws', async () => {
    await expect(modelClauses(scripted([]))(request)).rejects.toMatchObject({ code: 'model-failed' });
  });
});

describe('readClauses', () => {
  it.each([
    ['1. find a hotel\n2) see its weather', ['find a hotel', 'see its weather']],
    ['Here are the tasks:\n- find a hotel\n- weather in Oslo', ['find a hotel', 'weather in Oslo']],
    ['```\nhotel in Oslo\n```', ['hotel in Oslo']],
    ['["hotel in Oslo", "weather in Oslo"]', ['hotel in Oslo', 'weather in Oslo']],
    ['find a hotel [any]\nfind a hotel [any]', ['find a hotel [any]']],
    ['buy a boat', undefined],
  ])('reads %j', (said, expected) => {
    expect(readClauses(said, request)).toEqual(expected);
  });
});
