import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';
import { apiGroups } from './api-groups.js';
import { generateRequests } from './generate-requests.js';
import { joinedRequest } from './joined-request.js';

function apiOf(key: string, description: string, tool = 'one', category = 'all'): Api {
  return {
    id: `c/${key}`,
    name: key,
    collection: 'c',
    provider: tool,
    tool,
    category,
    title: key,
    description,
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
    effect: 'read',
    examples: [],
    source: { uri: 'test' },
    invocation: { kind: 'function', module: 'test', function: key },
  };
}

const apis = [
  apiOf('a', 'Returns the weather forecast'),
  apiOf('b', 'Deletes an order'),
  apiOf('c', 'Lists all open invoices', 'two'),
  apiOf('d', 'Converts a document to text', 'three', 'other'),
];
const calm = { roughness: { typos: 0, wrongCase: 0 }, changeRate: 0 };

describe('joinedRequest', () => {
  it('asks for everything, in order', () => {
    for (let seed = 0; seed < 40; seed++) {
      const made = joinedRequest(apis.slice(0, 3), seededRandom(seed), calm);
      expect(made?.apiIds).toEqual(['c/a', 'c/b', 'c/c']);
      expect(made?.calls.map(call => call.apiId)).toEqual(['c/a', 'c/b', 'c/c']);
      expect(made?.request.toLowerCase()).toMatch(/forecast.*order.*invoices/s);
    }
  });

  it('is none of what is the same twice or says nothing', () => {
    expect(
      joinedRequest([apiOf('x', 'Deletes an order'), apiOf('y', 'Deletes an order')], seededRandom(1)),
    ).toBeUndefined();
    expect(joinedRequest([apiOf('x', 'Deletes an order'), apiOf('_', '')], seededRandom(1))).toBeUndefined();
  });
});

describe('apiGroups', () => {
  const groups = apiGroups(apis);

  it('keeps to one tool, to one category, or to neither', () => {
    for (let seed = 0; seed < 20; seed++) {
      expect(groups.several('one-tool', seededRandom(seed))?.toSorted()).toEqual(['c/a', 'c/b']);
      const category = groups.several('one-category', seededRandom(seed));
      expect(category).toHaveLength(2);
      expect(category).toContain('c/c');
      const mixed = groups.several('mixed', seededRandom(seed)) ?? [];
      expect(new Set(mixed).size).toBe(mixed.length);
    }
  });

  it('has none where there are not enough', () => {
    expect(apiGroups(apis.slice(0, 1)).several('one-tool', seededRandom(1))).toBeUndefined();
    expect(apiGroups(apis.slice(0, 1)).several('mixed', seededRandom(1))).toBeUndefined();
    expect(() => apiGroups([]).one(seededRandom(1))).toThrow();
  });
});

describe('generateRequests', () => {
  const byId = new Map(apis.map(api => [api.id, api]));
  const load = (ids: readonly string[]) => ids.flatMap(id => byId.get(id) ?? []);
  const take = (count: number, made: readonly string[] = []) => {
    const rows = [];
    for (const row of generateRequests({ collection: 'c', places: apis, load, seed: 1, made })) {
      rows.push(row);
      if (rows.length === count) break;
    }
    return rows;
  };

  it('gives rows that differ, and goes on where it was broken off', () => {
    const rows = take(40);
    expect(new Set(rows.map(row => row.query.toLowerCase())).size).toBe(40);
    expect(
      take(
        15,
        rows.slice(0, 25).map(row => row.query),
      ),
    ).toEqual(rows.slice(25));
    expect(rows[0]).toMatchObject({
      collection: 'c',
      split: 'single',
      relevant_apis: [expect.stringMatching(/^[abcd]$/)],
    });
  });

  it('ends when there is nothing new to ask', () => {
    const nothing = generateRequests({ collection: 'c', places: apis, load: () => [], seed: 1 });
    expect([...nothing]).toEqual([]);
  });
});
