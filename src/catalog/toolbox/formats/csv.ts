import Papa from 'papaparse';
import { isJsonObject, type JsonObject, type JsonPrimitive, type JsonValue } from '../../../base/index.js';

const maxRows = 50_000;

/** Rows as objects by the names of the first line; an empty delimiter is guessed. Throws on the first malformed row. */
export function readCsv(text: string, delimiter: string, typed: boolean): JsonObject[] {
  const { data, errors } = Papa.parse<JsonPrimitive[]>(text, {
    delimiter,
    dynamicTyping: typed,
    skipEmptyLines: true,
    preview: maxRows + 2,
  });
  // A single column has no delimiter to guess, which is no fault.
  const problem = errors.find(({ type }) => type !== 'Delimiter');
  if (problem !== undefined) throw new Error(`row ${(problem.row ?? 0) + 1}: ${problem.message}`);
  const [header = [], ...rows] = data;
  if (rows.length > maxRows) throw new Error(`the text has more than ${maxRows} rows`);
  const names = header.map(String);
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) throw new Error(`two columns are named "${twice}"`);
  return rows.map((row, i) => {
    if (row.length !== names.length)
      throw new Error(`row ${i + 2} has ${row.length} values for ${names.length} columns`);
    return Object.fromEntries(names.map((name, column) => [name, finite(row[column])]));
  });
}

/** JSON has no Infinity, which some digits are read as. */
function finite(value: JsonPrimitive | undefined): JsonPrimitive {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : (value ?? null);
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
