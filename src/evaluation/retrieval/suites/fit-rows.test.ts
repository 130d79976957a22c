import { expect, it } from 'vitest';
import type { Api } from '../../../catalog/index.js';
import { passes } from '../../../retrieval/index.js';
import type { FitRow } from '../evaluate-fit.js';
import type { RetrievalQuery } from '../retrieval-queries.js';
import { fitRows, toolOf } from './fit-rows.js';
import { openSuite } from './open-suite.js';
import type { RetrievalSuite } from './retrieval-suite.js';

const api = (id: string, tool = '') => ({ id, tool, provider: 'p', collection: 'c' }) as Api;
const apis = [api('c/1', 'x'), api('c/2', 'x'), api('c/3', 'y'), api('c/4'), api('c/5')];
const asked = (id: string, ...relevant: string[]): RetrievalQuery => ({
  query: id,
  relevant: new Set(relevant),
  splits: ['s'],
});

function suiteOf(queries: readonly RetrievalQuery[], more: Partial<RetrievalSuite> = {}): RetrievalSuite {
  return {
    reads: 'nothing',
    pool: async () => apis,
    async *queries() {
      yield* queries;
    },
    ...more,
  };
}

async function rowsOf(suite: RetrievalSuite, limit?: number) {
  const data = { folder: '', collection: 'c', ...(limit === undefined ? {} : { limit }) };
  const rows: [string, boolean, string][] = [];
  for await (const { query, answerable, filter } of fitRows(suite, await openSuite(suite, data), data)) {
    const left = apis.filter(each => passes(each, filter ?? {})).map(each => each.id.slice(2));
    rows.push([query, answerable, left.join('')]);
  }
  return rows;
}

it('asks each query of everything and of what is left without the tools that answer it', async () => {
  const queries = [asked('tool', 'c/1'), asked('two', 'c/3', 'c/4'), asked('none', 'c/gone'), asked('empty')];
  expect(await rowsOf(suiteOf(queries))).toEqual([
    ['tool', true, '12345'],
    ['tool', false, '345'],
    ['two', true, '12345'],
    ['two', false, '125'],
  ]);
});

it('keeps to the part of the pool that a query is asked of', async () => {
  const query = { ...asked('q', 'c/4'), filter: { accepts: (each: Api) => each.tool === '' } };
  expect(await rowsOf(suiteOf([query]))).toEqual([
    ['q', true, '45'],
    ['q', false, '5'],
  ]);
});

it('removes what the suite says belongs together', async () => {
  const judgedAs = (each: Api) => (each.id < 'c/4' ? 'low' : each.id);
  expect(await rowsOf(suiteOf([asked('q', 'low')], { judgedAs, removedWith: judgedAs }))).toEqual([
    ['q', true, '12345'],
    ['q', false, '45'],
  ]);
});

it("takes a suite's own rows, and no more than wanted", async () => {
  const own: FitRow[] = [
    { query: 'a', answerable: true },
    { query: 'b', answerable: false },
  ];
  const suite = suiteOf([], {
    async *fitRows() {
      yield* own;
    },
  });
  expect((await rowsOf(suite)).map(([query]) => query)).toEqual(['a', 'b']);
  expect((await rowsOf(suite, 1)).map(([query]) => query)).toEqual(['a']);
});

it('tells tools of one name but other providers apart', () => {
  expect(toolOf(api('c/1', 'x'))).toBe(toolOf(api('c/2', 'x')));
  expect(toolOf({ ...api('c/1', 'x'), provider: 'q' })).not.toBe(toolOf(api('c/2', 'x')));
});
