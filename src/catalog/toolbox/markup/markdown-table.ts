import { isJsonObject, type JsonValue } from '../../../base/index.js';

/** One row for each object, one column for each name, in order of appearance. */
export function markdownTable(document: JsonValue): string {
  if (!Array.isArray(document) || !document.every(isJsonObject)) throw new Error('a list of JSON objects is needed');
  const columns = [...new Set(document.flatMap(row => Object.keys(row)))];
  if (columns.length === 0) throw new Error('the list has no values to show');
  const lines = [
    columns.map(cell),
    columns.map(() => '---'),
    ...document.map(row => columns.map(column => cell(row[column]))),
  ];
  return lines.map(cells => `| ${cells.join(' | ')} |\n`).join('');
}

function cell(value: JsonValue | undefined): string {
  const text = typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
  return text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replace(/\r?\n/g, '<br>');
}
