import { bool, dict, float, int, list, none, type PythonValue, str } from './python-value.js';

const deepest = 200;
/** Python reads no whole number with more digits. */
export const mostDigits = 4300;

/**
 * JSON text as Python's `json` reads it: `2` and `2.0` stay apart, as they are not the same to the checker. Nothing for
 * text that is not JSON or is nested more than 200 levels deep.
 */
export function readPythonJson(text: string): PythonValue | undefined {
  let at = 0;
  try {
    const value = read(0);
    skipSpace();
    return at === text.length ? value : undefined;
  } catch (thrown) {
    if (thrown instanceof NotJson) return undefined;
    throw thrown;
  }

  function read(depth: number): PythonValue {
    if (depth > deepest) throw new NotJson();
    skipSpace();
    switch (text[at]) {
      case '{':
        return dict(members('}', () => pair(depth + 1))) ?? none;
      case '[':
        return list(members(']', () => read(depth + 1)));
      case '"':
        return str(string());
      default:
        return word();
    }
  }

  function pair(depth: number): [PythonValue, PythonValue] {
    if (text[at] !== '"') throw new NotJson();
    const key = str(string());
    skipSpace();
    take(':');
    return [key, read(depth)];
  }

  function members<T>(close: string, readOne: () => T): T[] {
    at += 1;
    const found: T[] = [];
    skipSpace();
    if (text[at] === close) {
      at += 1;
      return found;
    }
    for (;;) {
      skipSpace();
      found.push(readOne());
      skipSpace();
      if (text[at] === close) break;
      take(',');
    }
    at += 1;
    return found;
  }

  function string(): string {
    const end = endOfString(text, at);
    const written = text.slice(at, end);
    at = end;
    try {
      return JSON.parse(written) as string;
    } catch {
      throw new NotJson(); // a line end or a bad escape inside
    }
  }

  function word(): PythonValue {
    pattern.lastIndex = at;
    const [found, whole, fraction, exponent] = pattern.exec(text) ?? [];
    if (found === undefined) throw new NotJson();
    at += found.length;
    const fixed = words.get(found);
    if (fixed !== undefined) return fixed;
    if (whole !== undefined && fraction === undefined && exponent === undefined) {
      if (whole.length > mostDigits) throw new NotJson();
      return int(BigInt(whole));
    }
    return float(Number(found));
  }

  function skipSpace(): void {
    while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at += 1;
  }

  function take(character: string): void {
    if (text[at] !== character) throw new NotJson();
    at += 1;
  }
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at + 1;
  }
  throw new NotJson();
}

class NotJson extends Error {}

const pattern = /(?:(-?(?:0|[1-9]\d*))(\.\d+)?([eE][-+]?\d+)?|true|false|null)(?![\w.])/y;
const words: ReadonlyMap<string, PythonValue> = new Map([
  ['true', bool(true)],
  ['false', bool(false)],
  ['null', none],
]);
