import { mostDigits } from './read-python-json.js';

export type Token =
  | { readonly type: 'name' | 'keyword' | 'operator'; readonly text: string; readonly start: number }
  | { readonly type: 'int'; readonly value: bigint; readonly start: number }
  | { readonly type: 'float'; readonly value: number; readonly start: number }
  | { readonly type: 'str'; readonly value: string; readonly start: number }
  /** Bytes, complex numbers and formatted strings: they are values of no use here. */
  | { readonly type: 'other-literal'; readonly start: number }
  | { readonly type: 'end'; readonly start: number };

/** Text that Python would not take. */
export class NotPython extends Error {}

const keywords = new Set(
  'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield'.split(
    ' ',
  ),
);
const space = /(?:[ \t\f\r]|\\\r?\n|#[^\n]*)+/y;
const name = /[\p{ID_Start}_][\p{ID_Continue}]*/uy;
const number =
  /(?:0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|((?:\d(?:_?\d)*)?\.\d(?:_?\d)*(?:[eE][-+]?\d(?:_?\d)*)?|\d(?:_?\d)*\.(?:[eE][-+]?\d(?:_?\d)*)?|\d(?:_?\d)*[eE][-+]?\d(?:_?\d)*)|\d(?:_?\d)*)([jJ])?/y;
const operator = /\*\*|\/\/|<<|>>|<=|>=|==|!=|->|:=|\.\.\.|[-+*/%@&|^~<>()[\]{},:.=]/y;
const prefix = /(?:[rR]?[bB]|[bB][rR]|[rR]?[fF]|[fF][rR]|[rRuU])?(?=['"])/y;

/**
 * The tokens of one Python expression, ended by `end`. Goes through the text once.
 *
 * @throws NotPython where there is none.
 */
export function pythonTokens(text: string): Token[] {
  const tokens: Token[] = [];
  let depth = 0; // inside brackets, line ends are spaces
  let at = 0;
  const match = (pattern: RegExp) => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  while (at < text.length) {
    const start = at;
    const blank = match(space);
    if (blank !== null) {
      at += blank[0].length;
      continue;
    }
    const letter = text[at] ?? '';
    if (letter === '\n') {
      if (depth === 0) {
        if (text.slice(at).trim() !== '') throw new NotPython(); // a second expression
        break;
      }
      at += 1;
      continue;
    }
    const opened = match(prefix);
    if (opened !== null) {
      const { token, end } = readString(text, at, opened[0].toLowerCase());
      tokens.push(token);
      at = end;
      continue;
    }
    const named = match(name);
    if (named !== null) {
      at += named[0].length;
      const word = named[0].normalize('NFKC');
      tokens.push({ type: keywords.has(word) ? 'keyword' : 'name', text: word, start });
      continue;
    }
    if (/[\d.]/.test(letter)) {
      const found = match(number);
      if (found !== null) {
        at += found[0].length;
        tokens.push(numberToken(found, start));
        if (match(name) !== null) throw new NotPython();
        continue;
      }
    }
    const sign = match(operator)?.[0];
    if (sign === undefined) throw new NotPython();
    at += sign.length;
    if ('([{'.includes(sign)) depth += 1;
    if (')]}'.includes(sign)) depth -= 1;
    tokens.push({ type: 'operator', text: sign, start });
  }
  tokens.push({ type: 'end', start: text.length });
  return tokens;
}

function numberToken([found, point, imaginary]: RegExpExecArray, start: number): Token {
  if (imaginary !== undefined) return { type: 'other-literal', start };
  const digits = found.replaceAll('_', '');
  if (point !== undefined) return { type: 'float', value: Number(digits), start };
  if (/^0\d*[1-9]/.test(digits)) throw new NotPython(); // 012 was octal once
  if (digits.length > mostDigits) throw new NotPython();
  return { type: 'int', value: BigInt(/^0+$/.test(digits) ? '0' : digits), start };
}

function readString(text: string, start: number, kind: string): { readonly token: Token; readonly end: number } {
  let at = start + kind.length;
  const one = text[at] ?? '';
  const quote = text.startsWith(one.repeat(3), at) ? one.repeat(3) : one;
  at += quote.length;
  const parts: string[] = [];
  const raw = kind.includes('r');
  for (;;) {
    if (at >= text.length) throw new NotPython();
    if (text.startsWith(quote, at)) break;
    const letter = text[at] ?? '';
    if (letter === '\n' && quote.length === 1) throw new NotPython();
    if (letter !== '\\') {
      parts.push(letter);
      at += 1;
    } else if (raw) {
      parts.push(text.slice(at, at + 2));
      at += 2;
    } else {
      const { value, length } = readEscape(text, at);
      parts.push(value);
      at += length;
    }
  }
  const end = at + quote.length;
  if (kind.includes('b') || kind.includes('f')) return { token: { type: 'other-literal', start }, end };
  return { token: { type: 'str', value: parts.join(''), start }, end };
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['\n', ''],
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
]);
const hexDigits: ReadonlyMap<string, number> = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);
const octal = /[0-7]{1,3}/y;

/** What the escape at `at` stands for. Names of characters (`\N{…}`) are not known here. */
function readEscape(text: string, at: number): { readonly value: string; readonly length: number } {
  const letter = text[at + 1] ?? '';
  const simple = escapes.get(letter);
  if (simple !== undefined) return { value: simple, length: 2 };
  octal.lastIndex = at + 1;
  const [digits] = octal.exec(text) ?? [];
  if (digits !== undefined) {
    return { value: String.fromCharCode(Number.parseInt(digits, 8)), length: 1 + digits.length };
  }
  const count = hexDigits.get(letter);
  if (count === undefined) {
    if (letter === 'N' || letter === '') throw new NotPython();
    return { value: `\\${letter}`, length: 2 };
  }
  const code = text.slice(at + 2, at + 2 + count);
  if (code.length < count || !/^[0-9a-fA-F]+$/.test(code) || Number.parseInt(code, 16) > 0x10ffff) {
    throw new NotPython();
  }
  return { value: String.fromCodePoint(Number.parseInt(code, 16)), length: 2 + count };
}
