import type { ParameterType } from '../checker/function-document.js';
import { bool, dict, float, int, list, type PythonValue, str } from '../python/python-value.js';
import { isQuoted, wordValue } from './plain-value.js';

/** Some patterns take quadratic time, and the suite's values have a few hundred letters. */
const longestText = 2000;
const deepest = 20;

const scalars = new Set(['String', 'integer', 'float', 'Bigint', 'Boolean', 'any']);

/**
 * The value that a piece of JavaScript stands for, by the type the document names; the text itself where it is not
 * written as that type wants it. Oddity kept: commas within quoted items separate items, too.
 */
export function javascriptValue(text: string, { type, items }: ParameterType): PythonValue {
  if (text.length > longestText) return str(text);
  switch (type) {
    case 'String':
      return isQuoted(text, '"', "'") ? str(text.slice(1, -1)) : str(text);
    case 'integer':
      return /^-?\d+$/.test(text) ? int(BigInt(text)) : str(text);
    case 'Bigint':
      return /^-?\d+n$/.test(text) ? int(BigInt(text.slice(0, -1))) : str(text);
    case 'float':
      return /^-?\d+(?:\.\d+)?$/.test(text) ? float(Number(text)) : str(text);
    case 'Boolean':
      return text === 'true' || text === 'false' ? bool(text === 'true') : str(text);
    case 'array':
      return arrayValue(text.trim(), items);
    case 'dict':
      return dictValue(text.trim(), 0);
    default:
      return str(text);
  }
}

/** `[1, 2]`, `new Array(1, 2)` or, of arrays, `[[1, 2], [3]]`. */
function arrayValue(code: string, type?: string): PythonValue {
  const rows = arraysWithin(code);
  if (rows !== undefined) return list(rows.map(row => list(row.split(',').map(item => plainValue(item.trim())))));
  const [, bracketed, listed] = /^\[([^\n]*?)\]|^new\s+Array\(([^\n]*?)\)/.exec(code) ?? [];
  const inside = (bracketed ?? listed)?.trim();
  if (inside === undefined) return str(code);
  const written = inside === '' ? [] : inside.split(',').map(item => item.trim());
  if (type === undefined) return list(written.map(plainValue));
  if (!scalars.has(type) && type !== 'array' && type !== 'dict') return str(code);
  return list(written.map(item => javascriptValue(item, { type })));
}

/** What stands between the inner brackets of an array of arrays at the beginning of a text. */
function arraysWithin(code: string): readonly string[] | undefined {
  const opened = /^(?:new\s+Array\(\s*|\[\s*)(?=\[)/.exec(code)?.[0];
  if (opened === undefined) return undefined;
  const close = opened.startsWith('[') ? ']' : ')';
  const rows: string[] = [];
  const row = /\[([^\n\]]*)\]\s*/y;
  const comma = /,\s*/y;
  row.lastIndex = opened.length;
  for (;;) {
    const inside = row.exec(code)?.[1];
    if (inside === undefined) return undefined;
    rows.push(inside.trim());
    if (code[row.lastIndex] === close) return rows;
    comma.lastIndex = row.lastIndex;
    if (comma.exec(code) === null) return undefined;
    row.lastIndex = comma.lastIndex;
  }
}

/** `{a: 1, 'b': 'x'}` up to its first closing brace. */
function dictValue(code: string, depth: number): PythonValue {
  const inside = /^\{([^\n]*?)\}/.exec(code)?.[1];
  if (inside === undefined || depth > deepest) return str(code);
  // A comma ends a value only where another key follows it.
  const pairs = [...inside.matchAll(/([^:]+):\s*([^\n]*?)\s*(?:,(?=[^,]+:)|$)/g)];
  const members = pairs.map(
    ([, key = '', value = '']) => [str(withoutQuotes(key.trim())), memberValue(value.trim())] as const,
  );
  return dict(members) ?? str(code);

  function memberValue(value: string): PythonValue {
    if (value.startsWith('[') && value.endsWith(']')) return arrayValue(value);
    if (value.startsWith('{') && value.endsWith('}')) return dictValue(value, depth + 1);
    return plainValue(withoutQuotes(value));
  }
}

function withoutQuotes(text: string): string {
  return text.replace(/^['"]+/, '').replace(/['"]+$/, '');
}

/** A value whose type nobody named. */
function plainValue(text: string): PythonValue {
  return isQuoted(text, '"', "'") ? str(text.slice(1, -1)) : wordValue(text);
}
