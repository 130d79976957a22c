import { BadJsonlRow, isJsonObject, type JsonObject, type JsonValue, readJsonl } from '../../base/index.js';
import type { ApiFilter } from '../../retrieval/index.js';

/** A request and the APIs that answer it. */
export interface RetrievalQuery {
  /** Unique within the set; its number within the set, counted from 1, where it has none. */
  readonly id?: string;
  readonly query: string;
  /** Ids of APIs. */
  readonly relevant: ReadonlySet<string>;
  /** The parts of the set that the query belongs to, each reported apart. */
  readonly splits: readonly string[];
  /** The part of the collection that is searched for it; all of it when absent. */
  readonly filter?: ApiFilter;
}

/**
 * Streams a file of rows `{query, relevant_apis, query_id?, paper_split?, split?, group?}`, where `relevant_apis` are
 * keys within `collection`. A query belongs to its paper split (else its split) and to its group; ToolBench's groups G1,
 * G2 and G3 are called I1, I2 and I3, as in its paper.
 *
 * @throws BadJsonlRow: figures over part of a set would pass for figures over all of it.
 */
export async function* readRetrievalQueries(
  path: string,
  collection: string,
  signal?: AbortSignal,
): AsyncGenerator<RetrievalQuery, void, void> {
  for await (const { line, value } of readJsonl(path, signal === undefined ? {} : { signal })) {
    const query = readQuery(value, collection);
    if (typeof query === 'string') throw new BadJsonlRow(path, line, query);
    yield query;
  }
}

/** The query, or in words why it is none. */
function readQuery(row: JsonValue, collection: string): RetrievalQuery | string {
  if (!isJsonObject(row)) return 'a query must be a JSON object';
  // ToolBench's full set has a few queries that are lists of one text.
  const query = Array.isArray(row['query']) ? row['query'][0] : row['query'];
  const relevant = row['relevant_apis'];
  if (typeof query !== 'string') return 'query must be a text';
  if (!isTexts(relevant)) return 'relevant_apis must be a list of texts';
  const ids = new Set(relevant.map(key => `${collection}/${key}`));
  return { ...idOf(row), query, relevant: ids, splits: splitsOf(row) };
}

function idOf({ query_id: id }: JsonObject): { readonly id?: string } {
  return typeof id === 'string' || typeof id === 'number' ? { id: String(id) } : {};
}

function splitsOf({ paper_split: paperSplit, split, group }: JsonObject): string[] {
  const names = [paperSplit ?? split, typeof group === 'string' ? group.replace(/^G(?=[123]$)/, 'I') : undefined];
  return [...new Set(names.filter(name => typeof name === 'string'))];
}

function isTexts(value: JsonValue | undefined): value is readonly string[] {
  return Array.isArray(value) && value.every(item => typeof item === 'string');
}
