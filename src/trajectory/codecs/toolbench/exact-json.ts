import { CapuchinError, isJsonObject, type JsonValue } from '../../../base/index.js';

/** JSON as it was written: its value, and what of the text a JavaScript value cannot hold. */
export interface ExactJson {
  readonly value: JsonValue;
  readonly layout: JsonLayout;
}

/** Keyed by the very objects of a value, so that it holds for parts of it too. */
export interface JsonLayout {
  /** The order in which keys stood; JavaScript moves those that look like whole numbers to the front. */
  keys(object: object): readonly string[] | undefined;
  /** How a number was spelled where JavaScript spells it differently: `1.0`, `12345678901234567890`. */
  spelling(holder: object, key: string | number): string | undefined;
}

/** Nested deeper than any answer file; recursion over more could exhaust the stack. */
const maxDepth = 1_000;

/** Throws `bad-json` for what is not JSON, is nested too deep, or names a key twice. */
export function parseExactJson(text: string, name: string): ExactJson {
  const orders = new WeakMap<object, readonly string[]>();
  const spellings = new WeakMap<object, Map<string | number, string>>();
  let at = 0;

  function fail(problem: string): never {
    throw new CapuchinError('bad-json', `${name}: ${problem} at character ${at + 1}`);
  }
  function skipSpace(): void {
    while (at < text.length && ' \t\n\r'.includes(text[at] as string)) at += 1;
  }
  function take(token: string): void {
    if (!text.startsWith(token, at)) fail(`"${token}" was expected`);
    at += token.length;
  }
  function isNext(token: string): boolean {
    skipSpace();
    if (text[at] !== token) return false;
    at += 1;
    return true;
  }

  function scalar(pattern: RegExp): string {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found === undefined) fail('a value was expected');
    at += found.length;
    return found;
  }
  function string(): string {
    const written = scalar(stringPattern);
    try {
      return JSON.parse(written) as string;
    } catch {
      return fail('a text with a wrong escape ends'); // the pattern lets any escape through
    }
  }

  function value(holder: object, key: string | number, depth: number): JsonValue {
    if (depth > maxDepth) fail(`values are nested deeper than ${maxDepth} levels`);
    skipSpace();
    const first = text[at];
    if (first === '{') return object(depth);
    if (first === '[') return array(depth);
    if (first === '"') return string();
    const written = scalar(otherPattern);
    const read = JSON.parse(written) as JsonValue;
    if (JSON.stringify(read) !== written) {
      const spelled = spellings.get(holder) ?? new Map<string | number, string>();
      spellings.set(holder, spelled.set(key, written));
    }
    return read;
  }

  function object(depth: number): JsonValue {
    const members: Record<string, JsonValue> = {};
    const order: string[] = [];
    const seen = new Set<string>();
    take('{');
    if (!isNext('}')) {
      do {
        skipSpace();
        const key = string();
        if (seen.has(key)) fail(`the key ${JSON.stringify(key)} comes twice, the second time`);
        seen.add(key);
        order.push(key);
        skipSpace();
        take(':');
        // A key named __proto__ in hostile input stays data.
        Object.defineProperty(members, key, { ...ownData, value: value(members, key, depth + 1) });
      } while (isNext(','));
      skipSpace();
      take('}');
    }
    if (Object.keys(members).some((key, i) => key !== order[i])) orders.set(members, order);
    return members;
  }

  function array(depth: number): JsonValue {
    const items: JsonValue[] = [];
    take('[');
    if (isNext(']')) return items;
    do items.push(value(items, items.length, depth + 1));
    while (isNext(','));
    skipSpace();
    take(']');
    return items;
  }

  const root = value(spellings, 0, 0);
  skipSpace();
  if (at < text.length) fail('nothing more was expected');
  return {
    value: root,
    layout: { keys: each => orders.get(each), spelling: (holder, key) => spellings.get(holder)?.get(key) },
  };
}

const ownData = { enumerable: true, configurable: true, writable: true };
const stringPattern = /"[^"\\\u0000-\u001f]*(?:\\.[^"\\\u0000-\u001f]*)*"/y;
const otherPattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** For values that were made, not read. */
export const plainLayout: JsonLayout = { keys: () => undefined, spelling: () => undefined };

/** The keys of an object in the order in which it is written. */
export function orderedKeys(value: JsonValue, layout: JsonLayout): readonly string[] {
  return isJsonObject(value) ? (layout.keys(value) ?? Object.keys(value)) : [];
}
