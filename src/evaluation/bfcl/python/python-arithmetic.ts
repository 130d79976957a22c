import type { Expression } from './python-expression.js';
import { NotPython } from './python-tokens.js';
import { float, int, type PythonValue, str } from './python-value.js';

/** A result may not be larger, so that nothing written in a few letters takes long to work out. */
const mostBits = 4096;
const longestText = 10_000;
const mostItems = 1000;

/**
 * The value of operators over literals, as Python works it out. Names and calls have none here.
 *
 * @throws NotPython where there is no value, or a far too large one.
 */
export function pythonArithmetic(expression: Expression): PythonValue {
  switch (expression.type) {
    case 'constant':
      return expression.value;
    case 'list':
    case 'tuple':
      return { kind: expression.type, items: expression.items.map(pythonArithmetic) };
    case 'unary':
      return unary(expression.operator, pythonArithmetic(expression.operand));
    case 'binary':
      return binary(expression.operator, pythonArithmetic(expression.left), pythonArithmetic(expression.right));
    default:
      throw new NotPython();
  }
}

function unary(operator: string, value: PythonValue): PythonValue {
  const number = numberOf(value);
  if (number === undefined || operator === 'not') throw new NotPython();
  if (operator === '+') return fromNumber(number);
  if (operator === '-') return fromNumber(-number);
  if (typeof number !== 'bigint') throw new NotPython();
  return int(~number);
}

/** Minus a number, as the suite's decoder takes every sign for a minus. @throws NotPython */
export function negated(value: PythonValue): PythonValue {
  return unary('-', value);
}

function binary(operator: string, left: PythonValue, right: PythonValue): PythonValue {
  const a = numberOf(left);
  const b = numberOf(right);
  if (a !== undefined && b !== undefined) {
    const bothWhole = typeof a === 'bigint' && typeof b === 'bigint';
    return bothWhole ? whole(operator, a, b) : fractional(operator, Number(a), Number(b));
  }
  if (operator === '+') return joined(left, right);
  if (operator === '*' && typeof b === 'bigint') return repeated(left, b);
  if (operator === '*' && typeof a === 'bigint') return repeated(right, a);
  throw new NotPython();
}

function whole(operator: string, a: bigint, b: bigint): PythonValue {
  switch (operator) {
    case '+':
      return bounded(a + b);
    case '-':
      return bounded(a - b);
    case '*':
      return bounded(a * b);
    case '/':
      return fractional('/', Number(a), Number(b));
    case '//':
      return int(floorDivision(a, b));
    case '%':
      return int(a - floorDivision(a, b) * b);
    case '**':
      if (b < 0n) return fractional('**', Number(a), Number(b));
      if (a !== 0n && a !== 1n && a !== -1n && b > BigInt(mostBits)) throw new NotPython();
      return bounded(a === 1n || a === 0n || a === -1n ? a ** (b === 0n ? 0n : 2n - (b % 2n)) : a ** b);
    case '<<':
      if (b < 0n || b > BigInt(mostBits)) throw new NotPython();
      return bounded(a << b);
    case '>>':
      if (b < 0n) throw new NotPython();
      return int(a >> (b > BigInt(mostBits) ? BigInt(mostBits) : b));
    case '&':
      return int(a & b);
    case '|':
      return int(a | b);
    case '^':
      return int(a ^ b);
    default:
      throw new NotPython();
  }
}

function fractional(operator: string, a: number, b: number): PythonValue {
  if (b === 0 && ['/', '//', '%'].includes(operator)) throw new NotPython();
  switch (operator) {
    case '+':
      return float(a + b);
    case '-':
      return float(a - b);
    case '*':
      return float(a * b);
    case '/':
      return float(a / b);
    case '//':
      return float(Math.floor(a / b));
    case '%':
      return float(a - Math.floor(a / b) * b);
    case '**': {
      const power = a ** b;
      if (!Number.isFinite(power)) throw new NotPython();
      return float(power);
    }
    default:
      throw new NotPython();
  }
}

function joined(left: PythonValue, right: PythonValue): PythonValue {
  if (left.kind === 'str' && right.kind === 'str') {
    if (left.value.length + right.value.length > longestText) throw new NotPython();
    return str(left.value + right.value);
  }
  if ((left.kind === 'list' || left.kind === 'tuple') && right.kind === left.kind) {
    if (left.items.length + right.items.length > mostItems) throw new NotPython();
    return { kind: left.kind, items: [...left.items, ...right.items] };
  }
  throw new NotPython();
}

function repeated(value: PythonValue, times: bigint): PythonValue {
  const count = times < 0n ? 0 : Number(times);
  if (value.kind === 'str') {
    if (value.value.length * count > longestText) throw new NotPython();
    return str(value.value.repeat(value.value === '' ? 0 : count));
  }
  if (value.kind !== 'list' && value.kind !== 'tuple') throw new NotPython();
  if (value.items.length * count > mostItems) throw new NotPython();
  const items = value.items.length === 0 ? [] : Array.from({ length: count }, () => value.items).flat();
  return { kind: value.kind, items };
}

function floorDivision(a: bigint, b: bigint): bigint {
  if (b === 0n) throw new NotPython();
  const cut = a / b;
  return cut * b !== a && a < 0n !== b < 0n ? cut - 1n : cut;
}

function bounded(value: bigint): PythonValue {
  if (BigInt.asIntN(mostBits, value) !== value) throw new NotPython();
  return int(value);
}

function numberOf(value: PythonValue): bigint | number | undefined {
  if (value.kind === 'bool') return value.value ? 1n : 0n;
  return value.kind === 'int' || value.kind === 'float' ? value.value : undefined;
}

function fromNumber(value: bigint | number): PythonValue {
  return typeof value === 'bigint' ? int(value) : float(value);
}
