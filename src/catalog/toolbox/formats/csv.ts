import Papa from 'papaparse';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../base/index.js';

const maxRows = 50_000;

/** Rows as objects by the names of the first line; an empty delimiter is guessed. Throws on the first malformed row. */
export function readCsv(text: string, delimiter: string, typed: boolean): JsonObject[] {
  const { data, errors } = Papa.parse<Record<string, JsonValue>>(text, {
    header: true,
    delimiter,
    dynamicTyping: typed,
    skipEmptyLines: true,
    preview: maxRows + 1,
  });
  // A single column has no delimiter to guess, which is no fault.
  const problem = errors.find(({ type }) => type !== 'Delimiter');
  if (problem !== undefined) throw new Error(`row ${(problem.row ?? 0) + 1}: ${problem.message}`);
  if (data.length > maxRows) throw new Error(`the text has more than ${maxRows} rows`);
  // Numbers that JSON cannot hold, such as Infinity, stay null.
  return JSON.parse(JSON.stringify(data)) as JsonObject[];
}

/** One line for each object, under the names of all their members in order of appearance. Nested values are JSON. */
export function writeCsv(document: JsonValue, delimiter: string): string {
  if (!Array.isArray(document) || !document.every(isJsonObject)) throw new Error('a list of JSON objects is needed');
  const fields = [...new Set(document.flatMap(row => Object.keys(row)))];
  const rows = document.map(row => fields.map(field => cell(row[field])));
  return Papa.unparse({ fields, data: rows }, { delimiter, newline: '\n' });
}

function cell(value: JsonValue | undefined): JsonValue {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : (value ?? '');
}
