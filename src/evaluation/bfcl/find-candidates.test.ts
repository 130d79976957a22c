import { expect, it } from 'vitest';
import { type Api, bfclKey } from '../../catalog/index.js';
import type { Retriever } from '../../retrieval/index.js';
import type { BfclTest } from './bfcl-test.js';
import { bfclCategoryNamed } from './categories.js';
import { findCandidates } from './find-candidates.js';

const document = {
  name: 'a.b',
  description: 'mine',
  parameters: { type: 'dict', properties: { x: { type: 'float' } } },
};
const api = (id: string, collection: string, title: string, name: string) =>
  ({ id, collection, title, name, description: id, parameters: { type: 'object' } }) as unknown as Api;
const ofSuite = api('suite/a.b/other', 'suite', 'a.b', 'a_b_1');
const own = api(`suite/${bfclKey('a.b', document)}`, 'suite', 'a.b', 'a_b_2');
const foreign = api('pool/z', 'pool', 'Z z', 'z');

it("offers what is found, the test's own function under its own name", async () => {
  const asked: unknown[] = [];
  const retriever: Retriever = {
    search: async (query, k) => {
      asked.push(query, k);
      return [ofSuite, own, foreign].map((each, place) => ({ api: each, score: 3 - place }));
    },
  };
  const test: BfclTest = {
    id: 't',
    messages: [
      { role: 'system', content: 'be brief' },
      { role: 'user', content: 'do it' },
    ],
    functions: [document],
    checked: [],
    accepted: [],
  };
  const find = findCandidates({ retriever, collection: 'suite', k: 3 });
  expect(await find(test, bfclCategoryNamed('simple_python'))).toEqual([
    { tool: { name: 'a.b_2', description: ofSuite.id, parameters: { type: 'object' }, relevance: 3 }, name: 'a.b_2' },
    {
      tool: {
        name: 'a.b',
        description: 'mine',
        parameters: { type: 'object', properties: { x: { type: 'number' } } },
        relevance: 2,
      },
      name: 'a.b',
    },
    { tool: { name: 'z', description: 'pool/z', parameters: { type: 'object' }, relevance: 1 }, name: 'z' },
  ]);
  expect(asked).toEqual(['do it', 3]);
});
