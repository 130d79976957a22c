import { describe, expect, it } from 'vitest';
import type { Api, HttpInvocation } from '../api.js';
import { factsOf } from './api-facts.js';

const api = (given: Partial<Api>): Api => ({
  id: 'a/b',
  name: 'b',
  collection: 'a',
  provider: '',
  tool: '',
  category: '',
  title: '',
  description: '',
  parameters: { type: 'object' },
  effect: 'read',
  examples: [],
  source: { uri: 'test' },
  invocation: { kind: 'mcp', server: { kind: 'stdio', command: 'x', arguments: [], folder: '/' }, tool: 'b' },
  ...given,
});
const http = (given: Partial<HttpInvocation>): HttpInvocation => ({
  kind: 'http',
  method: 'GET',
  path: '/',
  servers: [],
  parameters: [],
  security: [],
  ...given,
});
const keyQuery = { argument: 'api_key', name: 'api_key', in: 'query', style: 'form', explode: true } as const;

describe('factsOf', () => {
  it('is silent where the document is, but for effect and deprecation', () => {
    expect(factsOf(api({ invocation: http({}) }))).toEqual({
      figures: [],
      effect: { value: 'read', origin: { field: 'effect', text: 'read' } },
      isDeprecated: { value: false, origin: { field: 'deprecated', text: 'false' } },
    });
  });

  it('quotes what a whole document says', () => {
    const facts = factsOf(
      api({
        description: 'Rates of the day. This endpoint does not require authentication.',
        toolDescription: 'The free and open API of a bank. Content is licensed under the CC BY-SA 4.0.',
        effect: 'irreversible',
        deprecated: true,
        invocation: http({
          servers: [{ url: '/v1' }, { url: 'https://api.{region}.bank.com', variables: { region: { default: 'eu' } } }],
        }),
      }),
    );
    expect(facts).toEqual({
      figures: [],
      needsKey: {
        value: false,
        origin: { field: 'description', text: 'This endpoint does not require authentication.' },
      },
      isFree: { value: true, origin: { field: 'toolDescription', text: 'The free and open API of a bank.' } },
      region: { value: 'eu', origin: { field: 'servers[1]', text: 'api.eu.bank.com' } },
      isHttps: { value: true, origin: { field: 'servers[1]', text: 'https://api.eu.bank.com' } },
      licence: {
        value: 'cc-by-sa',
        origin: { field: 'toolDescription', text: 'Content is licensed under the CC BY-SA 4.0.' },
      },
      effect: { value: 'irreversible', origin: { field: 'effect', text: 'irreversible' } },
      isDeprecated: { value: true, origin: { field: 'deprecated', text: 'true' } },
    });
  });

  it.each<[string, Partial<Api>, boolean | undefined, string | undefined]>([
    ['schemes', { invocation: http({ security: [[{ scheme: 'k', type: 'apiKey' }]] }) }, true, 'k (apiKey)'],
    [
      'schemes of which one is none',
      { invocation: http({ security: [[{ scheme: 'k', type: 'apiKey' }], []] }) },
      false,
      'calls without credentials are among the alternatives',
    ],
    [
      'a key that must be given',
      { parameters: { type: 'object', required: ['api_key'] }, invocation: http({ parameters: [keyQuery] }) },
      true,
      'api_key',
    ],
    ['a key that may be given', { invocation: http({ parameters: [keyQuery] }) }, undefined, undefined],
    [
      'functions of its own',
      { invocation: { kind: 'function', module: 'builtin:toolbox/text', function: 'f' } },
      false,
      'runs on this machine',
    ],
    [
      'functions of others',
      { invocation: { kind: 'function', module: 'file:///m.js', function: 'f' } },
      undefined,
      undefined,
    ],
    [
      'RapidAPI',
      { invocation: { kind: 'toolbench', category: '', tool: '', api: '' } },
      true,
      'called through RapidAPI with a key, or through a server that has one',
    ],
    [
      'an MCP header',
      { invocation: { kind: 'mcp', tool: 't', server: { kind: 'http', url: 'https://a.b', headers: ['X-Api-Key'] } } },
      true,
      'X-Api-Key',
    ],
    [
      'words with a condition',
      { description: 'It does not require authentication unless private.' },
      undefined,
      undefined,
    ],
    ['words of something else', { description: 'You can not create an alias without a key.' }, undefined, undefined],
  ])('knows keys from %s', (_, given, needsKey, text) => {
    const fact = factsOf(api(given)).needsKey;
    expect([fact?.value, fact?.origin.text]).toEqual([needsKey, text]);
  });

  it.each<[string, boolean | undefined]>([
    ['Open Brewery DB is a free API for breweries.', true],
    ['The API is completely free.', true],
    ['This API is completely free to use for non-commercial purposes.', undefined],
    ['Number of free API calls.', undefined],
    ['Get all free games.', undefined],
    ['A free trial of the API.', undefined],
    ['Billed at $0.01 per request.', false],
  ])('knows what is free: %s', (description, isFree) => {
    expect(factsOf(api({ description })).isFree?.value).toBe(isFree);
  });

  it.each<[string, number | undefined]>([
    ['A Transformer (T5) model with 220 million parameters.', 220e6],
    ['It has 6 layers, totaling 82M parameters. It is fast.', 82e6],
    ['Uses OPT-2.7b (a language model with 2.7 billion parameters).', undefined],
    ['Faster than the original 9.4B parameter model.', undefined],
    ['Ranging from 125M to 175B parameters.', undefined],
    ['With about 1.7 billion parameters.', undefined],
    ['A function with 3 parameters.', undefined],
    ['It has 86M parameters. The teacher has 300M parameters.', undefined],
  ])('counts parameters that are stated: %s', (description, count) => {
    expect(factsOf(api({ description })).parameters?.value).toBe(count);
  });

  it('knows a size that is stated', () => {
    expect(factsOf(api({ description: 'The model size is 98 MB.' })).sizeBytes?.value).toBe(98e6);
    expect(factsOf(api({ description: 'Uploads files of 5 MB.' })).sizeBytes).toBeUndefined();
  });

  it('reads performance of lines of code alone, whatever their document is', () => {
    const code = { kind: 'code', language: 'python', code: 'f()' } as const;
    const document = JSON.stringify({ performance: { accuracy: 0.9 } });
    expect(factsOf(api({ invocation: code, document })).figures.map(({ value }) => value)).toEqual([90]);
    expect(factsOf(api({ document })).figures).toEqual([]);
    for (const other of ['{', '5', 'null', '[]', '{}']) {
      expect(factsOf(api({ invocation: code, document: other })).figures).toEqual([]);
    }
  });
});
