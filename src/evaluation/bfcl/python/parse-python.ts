import type { Argument, Expression } from './python-expression.js';
import { NotPython, pythonTokens, type Token } from './python-tokens.js';
import { bool, none, type PythonValue, str } from './python-value.js';

/** Python itself takes no deeper brackets; longer chains of operators nobody writes. */
const deepest = 200;
const longestChain = 500;

/** How strongly binary operators bind. */
const strengths: ReadonlyMap<string, number> = new Map([
  ['|', 1],
  ['^', 2],
  ['&', 3],
  ['<<', 4],
  ['>>', 4],
  ['+', 5],
  ['-', 5],
  ['*', 6],
  ['/', 6],
  ['//', 6],
  ['%', 6],
  ['@', 6],
]);
const comparisons = new Set(['<', '>', '<=', '>=', '==', '!=']);
const constants: ReadonlyMap<string, PythonValue> = new Map([
  ['None', none],
  ['True', bool(true)],
  ['False', bool(false)],
]);

/**
 * Reads one Python expression, without running anything. Comprehensions, `lambda`, `await` and assignments inside
 * expressions are refused: no call is described with them.
 *
 * @throws NotPython
 */
export function parsePython(text: string): Expression {
  const tokens = pythonTokens(text);
  let position = 0;
  let depth = 0;
  const parsed = spread('tuple');
  if (peek().type !== 'end') throw new NotPython();
  return parsed;

  function peek(): Token {
    return tokens[position] ?? { type: 'end', start: text.length };
  }

  function is(sign: string, type: Token['type'] = 'operator'): boolean {
    const token = peek();
    return token.type === type && 'text' in token && token.text === sign;
  }

  function take(sign: string, type: Token['type'] = 'operator'): boolean {
    if (!is(sign, type)) return false;
    position += 1;
    return true;
  }

  function expect(sign: string): void {
    if (!take(sign)) throw new NotPython();
  }

  function deeper<T>(read: () => T): T {
    depth += 1;
    if (depth > deepest) throw new NotPython();
    const value = read();
    depth -= 1;
    return value;
  }

  function since(start: number): Expression {
    return { type: 'other', text: text.slice(start, peek().start).trim() };
  }

  /** Expressions with commas between them, without brackets of their own. */
  function spread(type: 'tuple'): Expression {
    const first = starred();
    if (!is(',')) return first;
    const items = [first];
    while (take(',')) {
      if (peek().type === 'end' || is(')') || is(']')) break;
      items.push(starred());
    }
    return { type, items };
  }

  function starred(): Expression {
    const { start } = peek();
    if (!take('*')) return conditional();
    binary(1);
    return since(start);
  }

  function conditional(): Expression {
    return deeper(() => {
      const { start } = peek();
      const value = disjunction();
      if (!take('if', 'keyword')) return value;
      disjunction();
      if (!take('else', 'keyword')) throw new NotPython();
      conditional();
      return since(start);
    });
  }

  function disjunction(): Expression {
    const { start } = peek();
    const first = negation();
    let isOne = true;
    while (take('or', 'keyword') || take('and', 'keyword')) {
      negation();
      isOne = false;
    }
    return isOne ? first : since(start);
  }

  function negation(): Expression {
    if (!take('not', 'keyword')) return comparison();
    return deeper(() => ({ type: 'unary', operator: 'not', operand: negation() }));
  }

  function comparison(): Expression {
    const { start } = peek();
    const first = binary(1);
    let isOne = true;
    while (takeComparison()) {
      binary(1);
      isOne = false;
    }
    return isOne ? first : since(start);
  }

  function takeComparison(): boolean {
    const token = peek();
    if (token.type === 'operator' && comparisons.has(token.text)) {
      position += 1;
      return true;
    }
    if (take('in', 'keyword')) return true;
    if (take('is', 'keyword')) {
      take('not', 'keyword');
      return true;
    }
    if (!is('not', 'keyword')) return false;
    position += 1;
    if (!take('in', 'keyword')) throw new NotPython();
    return true;
  }

  function binary(weakest: number): Expression {
    let left = unary();
    for (let chain = 0; ; chain++) {
      const token = peek();
      const strength = token.type === 'operator' ? strengths.get(token.text) : undefined;
      if (token.type !== 'operator' || strength === undefined || strength < weakest) return left;
      if (chain === longestChain) throw new NotPython();
      position += 1;
      left = { type: 'binary', operator: token.text, left, right: deeper(() => binary(strength + 1)) };
    }
  }

  function unary(): Expression {
    const token = peek();
    if (token.type === 'operator' && '-+~'.includes(token.text)) {
      position += 1;
      return { type: 'unary', operator: token.text, operand: deeper(unary) };
    }
    const base = primary();
    if (!take('**')) return base;
    return { type: 'binary', operator: '**', left: base, right: deeper(unary) };
  }

  function primary(): Expression {
    let value = atom();
    for (let chain = 0; ; chain++) {
      if (chain === longestChain) throw new NotPython();
      if (take('.')) {
        const token = peek();
        if (token.type !== 'name') throw new NotPython();
        position += 1;
        value = { type: 'attribute', object: value, name: token.text };
      } else if (take('(')) {
        value = { type: 'call', callee: value, arguments: deeper(callArguments) };
      } else if (take('[')) {
        value = { type: 'subscript', object: value, index: deeper(index) };
      } else return value;
    }
  }

  function atom(): Expression {
    const token = peek();
    position += 1;
    switch (token.type) {
      case 'name':
        return { type: 'name', name: token.text };
      case 'int':
        return { type: 'constant', value: { kind: 'int', value: token.value } };
      case 'float':
        return { type: 'constant', value: { kind: 'float', value: token.value } };
      case 'str':
      case 'other-literal':
        position -= 1;
        return literals();
      case 'keyword': {
        const value = constants.get(token.text);
        if (value === undefined) throw new NotPython();
        return { type: 'constant', value };
      }
      case 'operator':
        return bracketed(token.text, token.start);
      default:
        throw new NotPython();
    }
  }

  /** Strings that stand side by side are one. */
  function literals(): Expression {
    const parts: string[] = [];
    let isText = true;
    const { start } = peek();
    for (let token = peek(); token.type === 'str' || token.type === 'other-literal'; token = peek()) {
      if (token.type === 'str') parts.push(token.value);
      else isText = false;
      position += 1;
    }
    if (isText) return { type: 'constant', value: str(parts.join('')) };
    // A formatted string is worked out when it runs; bytes and complex numbers are constants that fit nowhere.
    const isFormatted = /^(?:[rR]?[fF]|[fF][rR])['"]/.test(text.slice(start, start + 3));
    return isFormatted ? since(start) : { type: 'constant', value: { kind: 'other' } };
  }

  function bracketed(sign: string, start: number): Expression {
    switch (sign) {
      case '...':
        return { type: 'ellipsis' };
      case '(':
        return deeper(() => {
          if (take(')')) return { type: 'tuple', items: [] };
          const inside = spread('tuple');
          expect(')');
          return inside;
        });
      case '[':
        return deeper(() => ({ type: 'list', items: items(']', starred) }));
      case '{':
        return deeper(() => braces(start));
      default:
        throw new NotPython();
    }
  }

  function items<T>(close: string, read: () => T): T[] {
    const found: T[] = [];
    while (!take(close)) {
      found.push(read());
      if (take(close)) break;
      expect(',');
    }
    return found;
  }

  function braces(start: number): Expression {
    if (take('}')) return { type: 'dict', pairs: [] };
    let isSet: boolean | undefined;
    const pairs = items('}', (): readonly [Expression | undefined, Expression] => {
      if (take('**')) {
        isSet = agreed(isSet, false);
        return [undefined, binary(1)];
      }
      const key = starred();
      isSet = agreed(isSet, !is(':'));
      return take(':') ? [key, conditional()] : [undefined, key];
    });
    return isSet === true ? since(start) : { type: 'dict', pairs };
  }

  function agreed(before: boolean | undefined, now: boolean): boolean {
    if (before !== undefined && before !== now) throw new NotPython();
    return now;
  }

  function callArguments(): Argument[] {
    let named = false;
    return items(')', () => {
      const token = peek();
      const next = tokens[position + 1];
      if (token.type === 'name' && next?.type === 'operator' && next.text === '=') {
        position += 2;
        named = true;
        return { keyword: token.text, value: conditional() };
      }
      if (take('**')) {
        named = true;
        return { keyword: '**', value: conditional() };
      }
      if (named && !is('*')) throw new NotPython(); // a positional argument cannot follow a named one
      return { value: starred() };
    });
  }

  function index(): Expression {
    const { start } = peek();
    let sliced = false;
    const parts: Expression[] = [];
    let commas = 0;
    while (!take(']')) {
      if (take(':')) sliced = true;
      else if (take(',')) commas += 1;
      else if (peek().type === 'end') throw new NotPython();
      else parts.push(starred());
    }
    const [first] = parts;
    if (first === undefined && !sliced) throw new NotPython();
    if (!sliced && commas === 0 && parts.length === 1 && first !== undefined) return first;
    return { type: 'other', text: text.slice(start, tokens[position - 1]?.start ?? start).trim() };
  }
}
