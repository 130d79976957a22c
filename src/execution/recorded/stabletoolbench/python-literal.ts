import type { JsonValue } from '../../../base/index.js';

/**
 * The value of a printed Python literal, such as `{'city': 'Oslo', 'days': [1, 2.5], 'all': True}`, and of JSON, which is
 * nearly one. Tuples become lists, keys texts, as JSON has them. Nothing for anything else: nothing is evaluated.
 */
export function pythonLiteral(text: string): JsonValue | undefined {
  let at = 0;
  try {
    const value = read(0);
    skipSpace();
    return at === text.length ? value : undefined;
  } catch (thrown) {
    if (thrown instanceof NoLiteral) return undefined;
    throw thrown;
  }

  function read(depth: number): JsonValue {
    if (depth > 100) throw new NoLiteral();
    skipSpace();
    const character = text[at];
    if (character === '{') return Object.fromEntries(list('}', () => member(depth)));
    if (character === '[') return list(']', () => read(depth + 1));
    if (character === '(') return list(')', () => read(depth + 1));
    if (character === "'" || character === '"') return string(character);
    return word();
  }

  function member(depth: number): [string, JsonValue] {
    const key = read(depth + 1);
    expect(':');
    return [typeof key === 'string' ? key : JSON.stringify(key), read(depth + 1)];
  }

  function list<T>(close: string, readOne: () => T): T[] {
    at += 1;
    const items: T[] = [];
    for (;;) {
      skipSpace();
      if (text[at] === close) break;
      items.push(readOne());
      skipSpace();
      if (text[at] === close) break;
      expect(',');
    }
    at += 1;
    return items;
  }

  function string(quote: string): string {
    at += 1;
    let value = '';
    for (; text[at] !== quote; at++) {
      if (at >= text.length || text[at] === '\n') throw new NoLiteral();
      value += text[at] === '\\' ? escaped() : text[at];
    }
    at += 1;
    return value;
  }

  /** What a backslash and the letters after it stand for; `at` is left on the last of them. */
  function escaped(): string {
    const letter = text[++at] ?? '';
    const digits = { x: 2, u: 4, U: 8 }[letter];
    if (digits === undefined) return Object.hasOwn(escapes, letter) ? (escapes[letter] ?? '') : otherwise(letter);
    const code = text.slice(at + 1, at + 1 + digits);
    if (!/^[0-9a-fA-F]+$/.test(code) || code.length < digits || Number.parseInt(code, 16) > 0x10ffff)
      throw new NoLiteral();
    at += digits;
    return String.fromCodePoint(Number.parseInt(code, 16));
  }

  function word(): JsonValue {
    const found = /^[-+\w.]+/.exec(text.slice(at, at + 400))?.[0] ?? '';
    at += found.length;
    if (Object.hasOwn(words, found)) return words[found] ?? null;
    if (!/^[-+]?(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(found)) throw new NoLiteral();
    const number = Number(found.replaceAll('_', ''));
    return Number.isFinite(number) ? number : found;
  }

  function skipSpace(): void {
    while (/\s/.test(text[at] ?? '')) at += 1;
  }

  function expect(character: string): void {
    skipSpace();
    if (text[at] !== character) throw new NoLiteral();
    at += 1;
  }
}

class NoLiteral extends Error {}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
  a: '\x07',
  '0': '\0',
  '\\': '\\',
  "'": "'",
  '"': '"',
  '/': '/',
};

/** An unknown escape stands for itself, backslash and all. */
function otherwise(letter: string): string {
  return `\\${letter}`;
}

const words: Readonly<Record<string, JsonValue>> = {
  True: true,
  False: false,
  None: null,
  true: true,
  false: false,
  null: null,
};
