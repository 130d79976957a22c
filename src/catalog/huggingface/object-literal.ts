import type { JsonValue } from '../../base/index.js';

/**
 * The value of a JavaScript literal that begins at `start`: objects with plain or quoted keys, lists, texts in any kind
 * of quotes, numbers, `true`, `false`, `null` and `undefined` (which is null), comments and trailing commas. Nothing is
 * run. Undefined for anything else: calls, names, templates with `${…}`.
 */
export function objectLiteral(text: string, start = 0): JsonValue | undefined {
  const reader: Reader = { text, at: start };
  try {
    return value(reader, 0);
  } catch (thrown) {
    if (thrown instanceof NotLiteral) return undefined;
    throw thrown;
  }
}

interface Reader {
  readonly text: string;
  at: number;
}

class NotLiteral extends Error {}

const maxDepth = 50;
const words: Readonly<Record<string, JsonValue>> = { true: true, false: false, null: null, undefined: null };
const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', '\n': '' };
const gap = /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
const word = /[A-Za-z_$][\w$]*|-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/iy;
const quoted = /"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'|`(?:[^`\\]|\\[\s\S])*`/y;

function value(reader: Reader, depth: number): JsonValue {
  if (depth > maxDepth) throw new NotLiteral();
  const next = peek(reader);
  if (next === '{') return object(reader, depth);
  if (next === '[') return list(reader, depth);
  if (next === '"' || next === "'" || next === '`') return quotedText(reader);
  const found = match(reader, word);
  if (Object.hasOwn(words, found)) return words[found] ?? null;
  const number = Number(found);
  if (found === '' || Number.isNaN(number)) throw new NotLiteral();
  return number;
}

function object(reader: Reader, depth: number): JsonValue {
  const members: [string, JsonValue][] = [];
  reader.at += 1;
  while (peek(reader) !== '}') {
    const name = /["'`]/.test(peek(reader)) ? quotedText(reader) : match(reader, word);
    if (peek(reader) !== ':' || name === '') throw new NotLiteral();
    reader.at += 1;
    members.push([name, value(reader, depth + 1)]);
    comma(reader, '}');
  }
  reader.at += 1;
  return Object.fromEntries(members);
}

function list(reader: Reader, depth: number): JsonValue {
  const items: JsonValue[] = [];
  reader.at += 1;
  while (peek(reader) !== ']') {
    items.push(value(reader, depth + 1));
    comma(reader, ']');
  }
  reader.at += 1;
  return items;
}

function comma(reader: Reader, end: string): void {
  const next = peek(reader);
  if (next === ',') reader.at += 1;
  else if (next !== end) throw new NotLiteral();
}

/** A text, and texts joined to it with `+`. */
function quotedText(reader: Reader): string {
  let text = unquoted(match(reader, quoted));
  while (peek(reader) === '+') {
    reader.at += 1;
    peek(reader);
    text += unquoted(match(reader, quoted));
  }
  return text;
}

function unquoted(found: string): string {
  if (found === '' || (found.startsWith('`') && /(?:^|[^\\])\$\{/.test(found))) throw new NotLiteral();
  return found.slice(1, -1).replace(/\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([\s\S]))/g, unescaped);
}

function unescaped(_whole: string, unicode?: string, hexadecimal?: string, other = ''): string {
  const code = unicode ?? hexadecimal;
  if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
  return Object.hasOwn(escapes, other) ? (escapes[other] ?? other) : other;
}

/** The next character that says something. */
function peek(reader: Reader): string {
  match(reader, gap);
  return reader.text[reader.at] ?? '';
}

function match(reader: Reader, pattern: RegExp): string {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.text)?.[0] ?? '';
  reader.at += found.length;
  return found;
}
