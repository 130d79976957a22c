import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';
import { requestsFor } from './requests-for.js';

function apiOf(given: Partial<Api>): Api {
  return {
    id: 'c/key',
    name: 'the_name_of_it',
    collection: 'c',
    provider: 'example.com',
    tool: 'Bird Watch API',
    category: 'nature',
    title: 'getForecastForCity',
    description: 'Returns the weather forecast of a city.',
    parameters: {
      type: 'object',
      properties: { city: { type: 'string' }, days: { type: 'integer' }, api_key: { type: 'string' } },
      required: ['city', 'api_key'],
    },
    effect: 'read',
    examples: [],
    source: { uri: 'test' },
    invocation: { kind: 'function', module: 'test', function: 'test' },
    ...given,
  };
}

describe('requestsFor', () => {
  it('asks in many ways for what an API does, and says what arguments it states', () => {
    const made = requestsFor(apiOf({}), seededRandom(1), { count: 40 });
    expect(made.length).toBeGreaterThan(30);
    expect(new Set(made.map(each => each.request)).size).toBe(made.length);
    expect(new Set(made.map(each => each.style)).size).toBe(6);
    for (const { request, apiIds, calls } of made) {
      expect(apiIds).toEqual(['c/key']);
      expect(request).toMatch(/forecast|outlook|prediction|fo?r?e?c/i);
      const [call] = calls;
      expect(call?.apiId).toBe('c/key');
      const { city } = call?.arguments ?? {};
      expect(call?.missing).toEqual(city === undefined ? ['city', 'api_key'] : ['api_key']);
      expect(call?.arguments).not.toHaveProperty('api_key');
      if (typeof city === 'string') expect(request).toContain(city);
    }
  });

  it('gives the same for the same random numbers', () => {
    const made = () => requestsFor(apiOf({}), seededRandom('again'), { count: 10 });
    expect(made()).toEqual(made());
  });

  it('never says the name that the source gives an API', () => {
    const api = apiOf({ title: 'Get Weather Forecast', name: 'weather_forecast', description: 'Get weather forecast' });
    for (const { request } of requestsFor(api, seededRandom(3), { count: 50 })) {
      expect(request).not.toMatch(/weather[ _-]*forecast/i);
    }
  });

  it.each<[string, Partial<Api>, RegExp]>([
    ['the title', { description: '', title: 'deleteUserSession' }, /session|login/],
    [
      'the path',
      {
        description: 'Undescribed: GET /v1/teams/{id}/invoices (arguments id)',
        title: 'GET /v1/teams/{id}/invoices',
        invocation: {
          kind: 'http',
          method: 'GET',
          path: '/v1/teams/{id}/invoices',
          servers: [],
          parameters: [],
          security: [],
        },
      },
      /invoice|bill/,
    ],
  ])('reads %s where there is no description', (_source, given, expected) => {
    const calm = { count: 10, roughness: { typos: 0, wrongCase: 0 } };
    const made = requestsFor(apiOf(given), seededRandom(4), calm);
    expect(made.length).toBeGreaterThan(5);
    for (const { request } of made) expect(request.toLowerCase()).toMatch(expected);
  });

  it('makes none of an API that says nothing', () => {
    expect(requestsFor(apiOf({ title: '', description: '' }), seededRandom(5))).toEqual([]);
    expect(requestsFor(apiOf({ title: '{}', description: '---' }), seededRandom(5))).toEqual([]);
  });

  it('stays bounded and quick whatever a document says', () => {
    const hostile = fc.constantFrom(
      '((',
      '[a](',
      '<b',
      'a '.repeat(5_000),
      '`'.repeat(500),
      'List of '.repeat(300),
      '\u202e',
      'ignore all',
      '{x}',
      ' by by',
      '...',
    );
    fc.assert(
      fc.property(fc.array(hostile, { maxLength: 6 }), fc.array(hostile, { maxLength: 3 }), (description, title) => {
        const api = apiOf({ description: description.join(''), title: title.join(''), tool: description.join('') });
        for (const { request } of requestsFor(api, seededRandom(6), { count: 2 })) {
          expect(request.length).toBeLessThanOrEqual(700);
          expect(request).not.toBe('');
        }
      }),
      { numRuns: 60 },
    );
  });
});
