import { isJsonObject, type JsonValue } from '../../../base/index.js';
import { type JsonLayout, orderedKeys, plainLayout } from './exact-json.js';

export interface PythonJsonOptions {
  /** Spaces a level; everything stands on one line when left out, with a space after `,` and `:`. */
  readonly indent?: number;
  /** Escapes everything outside printable ASCII. Default true, as in Python. */
  readonly ascii?: boolean;
  /** Of a value that was read, so that it is written as it was. */
  readonly layout?: JsonLayout;
  /** Keys whose numbers are floating-point in the original: a whole one is written `1000.0`. */
  readonly floats?: ReadonlySet<string>;
}

/**
 * JSON text to the letter as Python's `json.dump` writes it: members in their order, empty lists and objects on one line,
 * no line end after the last line.
 */
export function pythonJson(value: JsonValue, options: PythonJsonOptions = {}): string {
  const { indent, ascii = true, layout = plainLayout, floats = noFloats } = options;
  const lineStart = (level: number) => (indent === undefined ? '' : `\n${' '.repeat(indent * level)}`);
  const between = indent === undefined ? ', ' : ',';
  const text = (plain: string) => quoted(plain, ascii);

  function list(parts: readonly string[], open: string, close: string, level: number): string {
    if (parts.length === 0) return `${open}${close}`;
    const inner = parts.map(part => `${lineStart(level + 1)}${part}`).join(between);
    return `${open}${inner}${lineStart(level)}${close}`;
  }

  function write(item: JsonValue, holder: object, key: string | number, level: number): string {
    if (typeof item === 'string') return text(item);
    if (typeof item === 'number') {
      const spelled = layout.spelling(holder, key) ?? JSON.stringify(item);
      return typeof key === 'string' && floats.has(key) && /^-?\d+$/.test(spelled) ? `${spelled}.0` : spelled;
    }
    if (Array.isArray(item)) {
      const items = item.map((each: JsonValue, i) => write(each, item, i, level + 1));
      return list(items, '[', ']', level);
    }
    if (!isJsonObject(item)) return JSON.stringify(item);
    const members = orderedKeys(item, layout).map(name => {
      const member = item[name];
      return `${text(name)}: ${write(member ?? null, item, name, level + 1)}`;
    });
    return list(members, '{', '}', level);
  }

  return write(value, floats, '', 0);
}

const noFloats: ReadonlySet<string> = new Set();

function quoted(plain: string, ascii: boolean): string {
  const text = JSON.stringify(plain);
  if (ascii) return text.replace(/[^ -~]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return text.replace(/\\u(d[89ab][0-9a-f]{2}|d[c-f][0-9a-f]{2})/g, (_escape, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
