import { CapuchinError, isJsonObject, type JsonObject, type JsonValue, messageOf } from '../../../base/index.js';

/** A query of ToolBench with what it offers. */
export interface ToolBenchQuery {
  /** As the file has it; the place in the file, from 0, where it has none. */
  readonly id: string;
  readonly query: string;
  /** Absent in files for the open domain. */
  readonly candidates?: readonly CandidateName[];
}

/** What a candidate is found by. */
export type CandidateName =
  /** The end of an API's id, after the collection. */
  | { readonly kind: 'key'; readonly key: string }
  /** The names of ToolBench's documents; `entry` has more of the document where the file has it. */
  | {
      readonly kind: 'names';
      readonly category: string;
      readonly tool: string;
      readonly api: string;
      readonly entry: JsonObject;
    };

/**
 * The queries of a file: ToolBench's own format, a list of `{query_id, query, api_list}`, or rows with `candidate_apis`, one
 * a line. Throws `bad-queries`, naming the place.
 */
export function readQueries(text: string, name: string): readonly ToolBenchQuery[] {
  const rows = /^\s*\[/.test(text) ? listIn(text, name) : linesIn(text, name);
  const queries = rows.map((row, i) => {
    const query = queryOf(row, i);
    if (typeof query === 'string') throw bad(name, `number ${i + 1} ${query}`);
    return query;
  });
  const ids = new Set<string>();
  for (const { id } of queries) {
    if (ids.has(id)) throw bad(name, `the query_id ${id} comes twice`);
    ids.add(id);
  }
  return queries;
}

function bad(name: string, problem: string): CapuchinError {
  return new CapuchinError('bad-queries', `${name} is no file of queries: ${problem}`);
}

function listIn(text: string, name: string): readonly JsonValue[] {
  try {
    return JSON.parse(text) as JsonValue[];
  } catch (thrown) {
    throw bad(name, messageOf(thrown));
  }
}

function linesIn(text: string, name: string): readonly JsonValue[] {
  return text.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return [];
    try {
      return [JSON.parse(line) as JsonValue];
    } catch (thrown) {
      throw bad(name, `line ${i + 1}: ${messageOf(thrown)}`);
    }
  });
}

/** The query, or in words why it is none. */
function queryOf(row: JsonValue, place: number): ToolBenchQuery | string {
  if (!isJsonObject(row)) return 'is no object';
  const { query_id: given = place, query: said, candidate_apis: keys, api_list: entries } = row;
  if (typeof given !== 'string' && typeof given !== 'number') return 'has a query_id that is neither text nor number';
  const id = String(given);
  if (!/^[\w.-]+$/.test(id)) return `has a query_id that no file can be named by: ${JSON.stringify(id)}`;
  // Some of the full set are lists of one text.
  const query = Array.isArray(said) ? (said as JsonValue[])[0] : said;
  if (typeof query !== 'string' || query.trim() === '') return 'has no query';
  if (Array.isArray(keys)) {
    if (!(keys as JsonValue[]).every(key => typeof key === 'string')) return 'has candidate_apis that are no texts';
    return { id, query, candidates: (keys as string[]).map(key => ({ kind: 'key', key })) };
  }
  if (!Array.isArray(entries)) return { id, query };
  const candidates = (entries as JsonValue[]).map(namesOf);
  if (candidates.includes(undefined)) return 'has an entry in api_list without category_name, tool_name or api_name';
  return { id, query, candidates: candidates.filter(each => each !== undefined) };
}

function namesOf(entry: JsonValue): CandidateName | undefined {
  if (!isJsonObject(entry)) return undefined;
  const { category_name: category, tool_name: tool, api_name: api } = entry;
  if (typeof category !== 'string' || typeof tool !== 'string' || typeof api !== 'string') return undefined;
  return { kind: 'names', category, tool, api, entry };
}
