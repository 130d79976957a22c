import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CapuchinError, isJsonObject, type JsonValue, messageOf } from '../../../base/index.js';
import { metatoolImporter } from '../../../catalog/index.js';
import type { RetrievalQuery } from '../retrieval-queries.js';
import { poolOf, type RetrievalSuite, readSuiteRows, type SuiteData } from './retrieval-suite.js';

/** MetaTool: requests for one of its tools (`single`) or for two (`two`); of the tools only name and description are known. */
export const metatoolSuite: RetrievalSuite = {
  reads: 'metatool.tools.json, metatool.queries.jsonl and metatool.multi.json',
  pool: ({ folder, collection }) => poolOf(collection, metatoolImporter.read(join(folder, 'metatool.tools.json'))),
  async *queries(data) {
    yield* readSingle(data);
    yield* await readTwo(data);
  },
};

async function* readSingle({ folder, collection, signal }: SuiteData): AsyncGenerator<RetrievalQuery, void, void> {
  for await (const { row, line, fail } of readSuiteRows(join(folder, 'metatool.queries.jsonl'), signal)) {
    const { query, tool } = row;
    if (typeof query !== 'string') throw fail('query must be a text');
    if (typeof tool !== 'string') throw fail('tool must be a text');
    yield { id: `single-${line}`, query, relevant: new Set([`${collection}/${tool}`]), splits: ['single'] };
  }
}

async function readTwo({ folder, collection, signal }: SuiteData): Promise<readonly RetrievalQuery[]> {
  const path = join(folder, 'metatool.multi.json');
  const rows = await readJson(path, signal);
  if (!Array.isArray(rows)) throw new CapuchinError('unreadable-file', `cannot read ${path}: expected a list`);
  return rows.map((row: JsonValue, i) => {
    const query = isJsonObject(row) ? row['query'] : undefined;
    const tools = isJsonObject(row) ? row['tool'] : undefined;
    if (typeof query !== 'string' || !Array.isArray(tools)) {
      throw new CapuchinError('unreadable-file', `${path}, item ${i}: expected { query, tool: [names] }`);
    }
    const relevant = new Set(tools.map(tool => `${collection}/${String(tool)}`));
    return { id: `two-${i + 1}`, query, relevant, splits: ['two'] };
  });
}

async function readJson(path: string, signal: AbortSignal | undefined): Promise<JsonValue> {
  try {
    return JSON.parse(await readFile(path, { encoding: 'utf8', ...(signal === undefined ? {} : { signal }) }));
  } catch (thrown) {
    signal?.throwIfAborted();
    throw new CapuchinError('unreadable-file', `cannot read ${path}: ${messageOf(thrown)}`, { cause: thrown });
  }
}
