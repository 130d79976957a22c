import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../base/index.js';
import { bfclImporter, bfclKey } from '../../../catalog/index.js';
import type { FitRow } from '../evaluate-fit.js';
import type { RetrievalQuery } from '../retrieval-queries.js';
import { poolOf, type RetrievalSuite, readSuiteRows, type SuiteData, type SuiteRow } from './retrieval-suite.js';

/** Categories whose tests say which functions are to be called. */
const answered = [
  'simple_python',
  'simple_java',
  'simple_javascript',
  'multiple',
  'parallel',
  'parallel_multiple',
  'live_simple',
  'live_multiple',
  'live_parallel',
  'live_parallel_multiple',
] as const;

/** Categories whose tests offer functions none of which, or some of which, serve. */
const unanswerable = ['irrelevance', 'live_irrelevance'] as const;
const answerable = ['live_relevance'] as const;

/**
 * The Berkeley Function-Calling Leaderboard: the functions that its single-turn tests offer, pooled. What is looked for is
 * the functions of a test's own list that its right answers call. Functions of other tests may serve as well and count as
 * wrong, so the figures are lower bounds.
 *
 * Whether anything fits is asked of a test's own functions alone, as that is what its category says.
 */
export const bfclSuite: RetrievalSuite = {
  reads: '<category>.jsonl with ground_truth in its rows, for the single-turn categories',
  pool: ({ folder, collection, signal }) =>
    poolOf(collection, bfclImporter.read(folder, signal === undefined ? {} : { signal })),
  async *queries(data) {
    for await (const { category, row, functions, fail } of readTests(answered, data)) {
      const truth = row['ground_truth'];
      if (!Array.isArray(truth)) throw fail('ground_truth must be a list');
      const called = new Set(truth.flatMap(call => (isJsonObject(call) ? Object.keys(call) : [])));
      const relevant = functions.filter(({ name }) => called.has(name)).map(({ id }) => id);
      yield { ...requestOf(row, fail), relevant: new Set(relevant), splits: [category, group(category)] };
    }
  },
  async *fitRows(data): AsyncGenerator<FitRow, void, void> {
    const all = [...answered, ...answerable, ...unanswerable];
    for await (const { category, row, functions, fail } of readTests(all, data)) {
      const own = new Set(functions.map(({ id }) => id));
      yield {
        query: requestOf(row, fail).query,
        answerable: !unanswerable.some(name => name === category),
        splits: [category],
        filter: { accepts: api => own.has(api.id) },
      };
    }
  },
};

function group(category: string): string {
  return category.startsWith('live_') ? 'live' : 'non-live';
}

interface BfclTest extends SuiteRow {
  readonly category: string;
  readonly functions: readonly { readonly name: string; readonly id: string }[];
}

async function* readTests(
  categories: readonly string[],
  { folder, collection, signal }: SuiteData,
): AsyncGenerator<BfclTest, void, void> {
  const there = categories.filter(category => existsSync(join(folder, `${category}.jsonl`)));
  for (const category of there.length === 0 ? categories : there) {
    for await (const suiteRow of readSuiteRows(join(folder, `${category}.jsonl`), signal)) {
      const listed = suiteRow.row['function'];
      if (!Array.isArray(listed)) throw suiteRow.fail('function must be a list');
      const functions = listed.filter(isJsonObject).map((document: JsonObject) => {
        const name = String(document['name']);
        return { name, id: `${collection}/${bfclKey(name, document)}` };
      });
      yield { ...suiteRow, category, functions };
    }
  }
}

/** What the user says, without the system's part; the tests are of one turn. */
function requestOf(row: JsonObject, fail: SuiteRow['fail']): Pick<RetrievalQuery, 'query'> & { readonly id: string } {
  const { id, question } = row;
  const turn: JsonValue | undefined = Array.isArray(question) ? question[0] : undefined;
  if (typeof id !== 'string') throw fail('id must be a text');
  if (!Array.isArray(turn)) throw fail('question must be a list of turns');
  const said = turn.flatMap((message: JsonValue) =>
    isJsonObject(message) && message['role'] === 'user' && typeof message['content'] === 'string'
      ? [message['content']]
      : [],
  );
  return { id, query: said.join('\n') };
}
