import type { Argument, Expression } from './python-expression.js';
import type { PythonValue } from './python-value.js';

/** The source of an expression as Python's `ast.unparse` writes it: one space around operators, single quotes. */
export function unparsePython(expression: Expression): string {
  switch (expression.type) {
    case 'constant':
      return pythonRepr(expression.value);
    case 'ellipsis':
      return '...';
    case 'name':
      return expression.name;
    case 'attribute':
      return `${unparsePython(expression.object)}.${expression.name}`;
    case 'subscript':
      return `${unparsePython(expression.object)}[${unparsePython(expression.index)}]`;
    case 'call':
      return `${unparsePython(expression.callee)}(${expression.arguments.map(argumentText).join(', ')})`;
    case 'list':
      return `[${expression.items.map(unparsePython).join(', ')}]`;
    case 'tuple':
      return tupleText(expression.items.map(unparsePython));
    case 'dict':
      return `{${expression.pairs.map(pairText).join(', ')}}`;
    case 'unary':
      return `${expression.operator === 'not' ? 'not ' : expression.operator}${unparsePython(expression.operand)}`;
    case 'binary':
      return `${unparsePython(expression.left)} ${expression.operator} ${unparsePython(expression.right)}`;
    case 'other':
      return expression.text;
    default:
      return expression satisfies never;
  }
}

function argumentText({ keyword, value }: Argument): string {
  if (keyword === undefined) return unparsePython(value);
  return keyword === '**' ? `**${unparsePython(value)}` : `${keyword}=${unparsePython(value)}`;
}

function pairText([key, value]: readonly [Expression | undefined, Expression]): string {
  return key === undefined ? `**${unparsePython(value)}` : `${unparsePython(key)}: ${unparsePython(value)}`;
}

function tupleText(items: readonly string[]): string {
  return items.length === 1 ? `(${items[0]},)` : `(${items.join(', ')})`;
}

/** Python's `repr`. */
export function pythonRepr(value: PythonValue): string {
  switch (value.kind) {
    case 'none':
      return 'None';
    case 'bool':
      return value.value ? 'True' : 'False';
    case 'int':
      return String(value.value);
    case 'float':
      return floatRepr(value.value);
    case 'str':
      return stringRepr(value.value);
    case 'list':
      return `[${value.items.map(pythonRepr).join(', ')}]`;
    case 'tuple':
      return tupleText(value.items.map(pythonRepr));
    case 'dict':
      return `{${[...value.members.values()].map(([key, each]) => `${pythonRepr(key)}: ${pythonRepr(each)}`).join(', ')}}`;
    default:
      return "b''";
  }
}

/** Python's `str`: as `repr`, but texts as they are. */
export function pythonText(value: PythonValue): string {
  return value.kind === 'str' ? value.value : pythonRepr(value);
}

/** Python writes exponents from 1e16 on and below 1e-4, with two digits at least. */
function floatRepr(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e16 || size < 1e-4)) {
    return value.toExponential().replace(/e([-+])(\d)$/, 'e$10$2');
  }
  const text = Object.is(value, -0) ? '-0' : String(value);
  return text.includes('.') ? text : `${text}.0`;
}

function stringRepr(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const inside = text
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replaceAll(quote, `\\${quote}`);
  return `${quote}${inside}${quote}`;
}
