import type { DecodedCall } from '../decoded-call.js';
import { parsePython } from './parse-python.js';
import { negated, pythonArithmetic } from './python-arithmetic.js';
import type { Expression } from './python-expression.js';
import { NotPython } from './python-tokens.js';
import { dict, list, type PythonValue, str } from './python-value.js';
import { unparsePython } from './unparse-python.js';

/** Nobody writes longer calls, and reading on would only take time. */
const longestText = 200_000;

/**
 * The calls of a model's text, `[f(a=1), g(b='x')]`, as the suite's own decoder reads them; nothing where that fails.
 * Nothing is run.
 *
 * Oddities kept: positional arguments are dropped; any sign before a number makes it negative (`+5` is -5); a name stands
 * for its own text (`true` is the text "true"); a call without named arguments as a value is its source text. Not kept:
 * operators over anything but literals, which the original runs.
 */
export function decodePythonCalls(text: string): readonly DecodedCall[] | undefined {
  if (text.length > longestText) return undefined;
  try {
    const parsed = parsePython(bracketed(withoutFence(text)));
    if (parsed.type !== 'list' && parsed.type !== 'tuple') return undefined;
    return parsed.items.map(item => {
      if (item.type !== 'call') throw new NotPython();
      return decodeCall(item);
    });
  } catch (thrown) {
    if (thrown instanceof NotPython) return undefined;
    throw thrown;
  }
}

/** Without the backticks, line ends and spaces at both ends. */
function withoutFence(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && '`\n '.includes(text[start] ?? '')) start += 1;
  while (end > start && '`\n '.includes(text[end - 1] ?? '')) end -= 1;
  return text.slice(start, end);
}

function bracketed(text: string): string {
  const opened = text.startsWith('[') ? text : `[${text}`;
  return opened.endsWith(']') ? opened : `${opened}]`;
}

function decodeCall({ callee, arguments: written }: Expression & { readonly type: 'call' }): DecodedCall {
  const named = written.flatMap(({ keyword, value }) =>
    keyword === undefined ? [] : [[keyword, valueFrom(value)] as const],
  );
  return { name: dottedName(callee), arguments: new Map(named) };
}

/** What is before the first plain name is left out: of `make().run` remains `run`. */
function dottedName(callee: Expression): string {
  if (callee.type === 'name') return callee.name;
  if (callee.type !== 'attribute') return '';
  const before = dottedName(callee.object);
  return before === '' ? callee.name : `${before}.${callee.name}`;
}

function valueFrom(expression: Expression): PythonValue {
  switch (expression.type) {
    case 'constant':
      return expression.value;
    case 'ellipsis':
      return str('...');
    case 'name':
      return str(expression.name);
    case 'unary':
      if (expression.operand.type !== 'constant') throw new NotPython();
      return negated(expression.operand.value);
    case 'binary':
      return pythonArithmetic(expression);
    case 'list':
      return list(expression.items.map(valueFrom));
    case 'tuple':
      return { kind: 'tuple', items: expression.items.map(valueFrom) };
    case 'dict':
      return dictOf(expression.pairs);
    case 'call':
      return nestedCall(expression);
    case 'subscript':
      return str(unparsePython(expression));
    default:
      throw new NotPython();
  }
}

function dictOf(pairs: readonly (readonly [Expression | undefined, Expression])[]): PythonValue {
  const read = dict(
    pairs.map(([key, value]) => {
      if (key === undefined) throw new NotPython();
      return [valueFrom(key), valueFrom(value)];
    }),
  );
  if (read === undefined) throw new NotPython();
  return read;
}

function nestedCall(call: Expression & { readonly type: 'call' }): PythonValue {
  if (call.arguments.every(({ keyword }) => keyword === undefined)) return str(unparsePython(call));
  const { name, arguments: named } = decodeCall(call);
  const inner = dict([...named].map(([keyword, value]) => [str(keyword), value]));
  return (inner && dict([[str(name), inner]])) ?? { kind: 'other' };
}
