import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scripted } from '../../models/index.js';
import type { Hit, Retriever } from '../../retrieval/index.js';
import { runToEnd, testApi, testTools } from '../planner.contract.js';
import { interleavedChain } from './interleaved-chain.js';
import { readStatements } from './knowledge.js';

describe('readStatements', () => {
  it('drops numbers, bullets, empty lines and what is there already', () => {
    const said = '1. Converts units.\n\n- converts units\n2) Finds films by name.\n   \n…\n* Tells the time.';
    expect(readStatements(said, 9)).toEqual(['Converts units.', 'Finds films by name.', 'Tells the time.']);
    expect(readStatements(said, 1)).toEqual(['Converts units.']);
    expect(readStatements('', 3)).toEqual([]);
  });
});

/** Each query finds what is listed for it. */
function listed(rankings: Readonly<Record<string, readonly string[]>>): Retriever {
  return {
    async search(query, k) {
      const names = rankings[query] ?? [];
      return names.slice(0, k).map((name, i): Hit => ({ api: testApi(name), score: 9 - i }));
    },
  };
}

async function offeredWith(rankings: Readonly<Record<string, readonly string[]>>, said: string, k: number) {
  const model = scripted(({ tools }) => (tools === undefined ? said : 'None of these.'));
  const tools = { ...testTools(model, []), retriever: listed(rankings) };
  const planner = interleavedChain({ k, knowledge: 3 });
  const { events } = await runToEnd(planner, tools, 'request');
  const queries = events.flatMap(event => (event.type === 'retrieve-start' ? [event.query] : []));
  return { offered: model.requests[1]?.tools?.map(({ name }) => name) ?? [], queries, model };
}

describe('generated knowledge', () => {
  it('adds what the statements find, by the best place in any ranking', async () => {
    const rankings = { request: ['a', 'b'], 'Does x.': ['c', 'a'], 'Does y.': ['b', 'd', 'e'] };
    const { offered, queries, model } = await offeredWith(rankings, 'Does x.\nDoes y.\nDoes x.', 3);
    expect(queries).toEqual(['request', 'Does x.', 'Does y.', 'None of these.']);
    expect(offered).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(model.requests[0]?.messages[0]?.content).toBe(
      'Which functions would solve this request? Write 3 different statements, one a line and each short: what one such\nfunction would do, in the words of its documentation, without values from the request.\n\nRequest: request',
    );
  });

  it('never loses what the request finds by itself', async () => {
    const ranking = fc.uniqueArray(fc.constantFrom(...'abcdefghijkl'), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(ranking, ranking, ranking, fc.integer({ min: 1, max: 8 }), async (own, one, other, k) => {
        fc.pre(own.length > 0);
        const { offered } = await offeredWith({ request: own, One: one, Other: other }, 'One\nOther', k);
        expect(offered.slice(0, Math.min(k, own.length))).toEqual(own.slice(0, k));
        expect(new Set(offered).size).toBe(offered.length);
        expect(offered.length).toBeLessThanOrEqual(2 * k);
      }),
      { numRuns: 40 },
    );
  });
});
