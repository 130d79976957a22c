import { expect, it } from 'vitest';
import type { Api } from '../../../catalog/index.js';
import { testApi } from '../../planner.contract.js';
import { candidateFinder } from './find-candidates.js';
import { readQueries } from './read-queries.js';

const entry = { category_name: 'News, Media', tool_name: 'Skies', api_name: 'Now' };

it("reads ToolBench's list and rows with keys", () => {
  const list = JSON.stringify([
    { query: ['q', 'r'], api_list: [entry] },
    { query_id: 'x', query: 's' },
  ]);
  expect(readQueries(list, 'file')).toEqual([
    {
      id: '0',
      query: 'q',
      candidates: [{ kind: 'names', category: 'News, Media', tool: 'Skies', api: 'Now', entry }],
    },
    { id: 'x', query: 's' },
  ]);
  expect(readQueries('{"query_id": 5, "query": "q", "candidate_apis": ["a1"]}\n\n', 'file')).toEqual([
    { id: '5', query: 'q', candidates: [{ kind: 'key', key: 'a1' }] },
  ]);
});

it.each([
  ['[{"query_id": 1}]', 'number 1 has no query'],
  ['{"query_id": "../x", "query": "q"}', 'number 1 has a query_id that no file can be named by'],
  ['{"query_id": 1, "query": "q"}\n{"query_id": 1, "query": "r"}', 'the query_id 1 comes twice'],
  ['{"query": "q"}\n{', 'line 2'],
  ['[1]', 'number 1 is no object'],
  ['[{"query": "q", "api_list": [{}]}]', 'number 1 has an entry in api_list without'],
])('refuses %s', (text, problem) => {
  expect(() => readQueries(text, 'file')).toThrow(`file is no file of queries: ${problem}`);
});

it('finds candidates by key, by names with their category, and in the file itself', async () => {
  const api = (id: string, category: string): Api => ({
    ...testApi('now'),
    id,
    invocation: { kind: 'toolbench', category, tool: 'Skies', api: 'Now' },
  });
  const stored = [api('tb/a1', 'Weather'), api('tb/a2', 'News, Media')];
  const find = candidateFinder({
    collections: ['tb'],
    get: ids => stored.filter(({ id }) => ids.includes(id)),
    outlines: () => stored,
  });
  const names = (category: string, more: object = {}) =>
    ({ kind: 'names', category, tool: 'skies', api: 'now', entry: { ...entry, ...more } }) as const;
  const whole = { category_name: 'Other', required_parameters: [], method: 'GET' };
  const { apis, missing } = await find([
    { kind: 'key', key: 'a1' },
    { kind: 'key', key: 'a9' },
    names('News_Media'),
    names('Other'),
    names('Other', whole),
  ]);
  expect([apis.map(({ id }) => id), missing]).toEqual([
    ['tb/a1', 'tb/a2', 'query-file/Other/skies/now'],
    ['a9', 'Other/skies/now'],
  ]);
});
