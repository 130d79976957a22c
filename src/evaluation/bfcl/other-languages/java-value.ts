import type { ParameterType } from '../checker/function-document.js';
import { bool, dict, float, int, list, type PythonValue, str } from '../python/python-value.js';
import { isQuoted, wordValue } from './plain-value.js';

/** Some patterns take quadratic time, and the suite's values have a few hundred letters. */
const longestText = 2000;

const wholeNumber = /^-?\d+$/;
const number = /^-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$/;

/**
 * The value that a piece of Java stands for, by the type the document names; the text itself where it is not written as
 * that type wants it. Oddities kept: commas within quoted items separate items, too; quotes around items go in lists and
 * stay in arrays.
 */
export function javaValue(text: string, { type, items }: ParameterType): PythonValue {
  if (text.length > longestText) return str(text);
  const bare = text.slice(0, -1); // without the letter that names the type
  switch (type) {
    case 'byte':
    case 'short':
    case 'integer':
      return wholeNumber.test(text) ? int(BigInt(text)) : str(text);
    case 'long':
      return /[lL]$/.test(text) && wholeNumber.test(bare) ? int(BigInt(bare)) : str(text);
    case 'float':
      return /[fF]$/.test(text) && number.test(bare) ? float(Number(bare)) : str(text);
    case 'double':
      return number.test(text) ? float(Number(text)) : str(text);
    case 'boolean':
      return text === 'true' || text === 'false' ? bool(text === 'true') : str(text);
    case 'Array':
      return arrayValue(text, items);
    case 'ArrayList':
      return arrayListValue(text, items);
    case 'HashMap':
      return hashMapValue(text);
    default:
      return str(text);
  }
}

/** `new int[]{1, 2}` */
function arrayValue(text: string, type: string | undefined): PythonValue {
  const inside = /new\s+\w+\[\]\s*\{([^\n]*?)\}/.exec(text)?.[1];
  if (inside === undefined) return str(text);
  const written = inside.split(',').flatMap(item => (item.trim() === '' ? [] : [item.trim()]));
  return list(written.map(item => (type === undefined ? plainValue(item) : javaValue(item, { type }))));
}

/** `new ArrayList<>(Arrays.asList(1, 2))`, `new ArrayList<>() {{ add(1); add(2); }}` or an empty one. */
function arrayListValue(text: string, type: string | undefined): PythonValue {
  const listed = /new\s+ArrayList<\w*>\(Arrays\.asList\(([^\n]+?)\)\)/.exec(text)?.[1];
  if (listed !== undefined) return list(listed.split(',').map(item => itemValue(item.trim(), type)));
  const added = /new\s+ArrayList<\w*>\(\)\s*\{\{\s*([\s\S]+?)\s*\}\}/.exec(text)?.[1];
  if (added === undefined) return /new\s+ArrayList<\w*>\(\)/.test(text) ? list([]) : str(text);
  return list([...added.matchAll(/add\(([^\n]+?)\)/g)].map(([, item = '']) => itemValue(item.trim(), type)));
}

function itemValue(item: string, type: string | undefined): PythonValue {
  if (type === 'char' || type === 'String') return str(item.slice(1, -1));
  return type === undefined ? plainValue(item) : javaValue(item, { type });
}

/** `new HashMap<>() {{ put("a", 1); }}` or an empty one. */
function hashMapValue(text: string): PythonValue {
  const head = /new\s+HashMap<[^\n]*?>\s*\(\)/.exec(text);
  if (head === null) return str(text);
  const rest = text.slice(head.index + head[0].length);
  const [, puts = ''] = /^\s*\{([^}]*)\}/.exec(rest) ?? [];
  const pairs = [...puts.matchAll(/put\("([^\n]*?)"\s*,\s*([^\n]*?)\)/g)];
  return dict(pairs.map(([, key = '', value = '']) => [str(key), plainValue(value.trim())])) ?? str(text);
}

/** A value whose type nobody named. */
function plainValue(text: string): PythonValue {
  if (isQuoted(text, '"')) return str(text.slice(1, -1));
  const bare = text.slice(0, -1);
  if (/[lL]$/.test(text) && wholeNumber.test(bare)) return int(BigInt(bare));
  if (/[fF]$/.test(text) && number.test(bare)) return float(Number(bare));
  return wordValue(text);
}
