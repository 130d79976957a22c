// Whether a value can be found again in the text of a request, by the styles of OpenAPI 3.
import { canonicalJson, isJsonObject, type JsonObject, type JsonValue } from '../../src/index.js';
import type { DocumentedParameter } from './document-reader.js';

/** A pair of a query, cookie or form; both as they stand there. */
export interface RawPair {
  readonly name: string;
  readonly value: string;
  used?: boolean;
}

export function rawPairs(text: string, separator = '&'): RawPair[] {
  return text
    .split(separator)
    .filter(pair => pair !== '')
    .map(pair => {
      const equals = pair.indexOf('=');
      return equals === -1
        ? { name: pair.trim(), value: '' }
        : { name: pair.slice(0, equals).trim(), value: pair.slice(equals + 1) };
    });
}

type Style = Pick<DocumentedParameter, 'style' | 'explode' | 'content'>;

/** Marks the pairs that carry the value; what is wrong, or undefined. */
export function findInPairs(pairs: readonly RawPair[], name: string, value: JsonValue, how: Style): string | undefined {
  const named = pairs.filter(pair => !pair.used && decoded(pair.name) === name);
  const use = (found: readonly RawPair[]) => {
    for (const pair of found) pair.used = true;
  };
  if (how.content !== undefined) {
    use(named);
    return named.length === 1 && carries(decoded(named[0]?.value ?? ''), value) ? undefined : 'differs';
  }
  if (how.style === 'deepObject') return findDeep(pairs, name, value, use);
  if (Array.isArray(value)) {
    if (value.length === 0) return named.length === 0 ? undefined : 'should be absent';
    use(named);
    if (how.explode && how.style === 'form')
      return sameTexts(
        named.map(pair => decoded(pair.value)),
        value,
      );
    if (how.explode) {
      const repeated = sameTexts(
        named.map(pair => decoded(pair.value)),
        value,
      );
      if (repeated === undefined) return undefined;
    }
    return named.length === 1 ? sameList(named[0]?.value ?? '', value, how.style) : 'is not there once';
  }
  if (isJsonObject(value)) return findObject(pairs, named, value, how, use);
  use(named);
  if (named.length !== 1) return 'is not there once';
  return sameText(decoded(named[0]?.value ?? ''), value) ? undefined : 'differs';
}

function findObject(
  pairs: readonly RawPair[],
  named: readonly RawPair[],
  value: JsonObject,
  how: Style,
  use: (found: readonly RawPair[]) => void,
): string | undefined {
  const members = Object.entries(value).filter(([, member]) => member !== null);
  if (members.length === 0) return undefined;
  if (how.explode) {
    const wrong = members.find(([member, item]) => {
      const found = pairs.find(
        pair => !pair.used && decoded(pair.name) === member && sameText(decoded(pair.value), item),
      );
      if (found !== undefined) use([found]);
      return found === undefined;
    });
    return wrong === undefined ? undefined : `lacks its member ${wrong[0]}`;
  }
  use(named);
  return named.length === 1 ? sameList(named[0]?.value ?? '', members.flat(), how.style) : 'is not there once';
}

/** `name[a][b]=x` → `{ a: { b: x } }`; numbered members are lists. */
function findDeep(
  pairs: readonly RawPair[],
  name: string,
  value: JsonValue,
  use: (found: readonly RawPair[]) => void,
): string | undefined {
  const own = pairs.filter(
    pair => !pair.used && (decoded(pair.name) === name || decoded(pair.name).startsWith(`${name}[`)),
  );
  use(own);
  const found = own.map(pair => `${decoded(pair.name)}=${decoded(pair.value)}`).sort();
  const wanted: string[] = [];
  const visit = (path: string, node: JsonValue): void => {
    if (node === null) return;
    if (typeof node !== 'object') wanted.push(`${path}=${String(node)}`);
    else for (const [key, member] of Object.entries(node)) visit(`${path}[${key}]`, member as JsonValue);
  };
  visit(name, value);
  return found.join('\n') === wanted.sort().join('\n') ? undefined : 'differs';
}

const delimiters: Readonly<Record<string, string>> = {
  form: ',',
  simple: ',',
  spaceDelimited: ' ',
  pipeDelimited: '|',
  deepObject: ',',
};

/** A list in one text. Where an item holds the delimiter itself, only the whole text can be compared. */
function sameList(raw: string, items: readonly JsonValue[], style: string): string | undefined {
  const delimiter = delimiters[style] ?? ',';
  const texts = items.map(textOf);
  const split = raw.split(delimiter).map(decoded);
  const same = (a: readonly string[], b: readonly string[]) =>
    a.length === b.length && a.every((text, i) => sameText(text, items[i] ?? null) || text === b[i]);
  if (same(split, texts)) return undefined;
  return decoded(raw) === texts.join(delimiter) ? undefined : `differs: ${raw.slice(0, 80)}`;
}

/** The value of a path parameter or header, as it stands there. */
export function findInText(raw: string, name: string, value: JsonValue, how: Style): string | undefined {
  if (how.content !== undefined) return carries(decoded(raw), value) ? undefined : 'differs';
  if (how.style === 'matrix') return findMatrix(raw, name, value, how);
  const text = how.style === 'label' ? raw.slice(1) : raw;
  if (how.style === 'label' && !raw.startsWith('.')) return 'does not begin with a dot';
  const delimiter = how.style === 'label' && how.explode ? '.' : ',';
  if (Array.isArray(value)) {
    const texts = (value as readonly JsonValue[]).map(textOf);
    return text.split(delimiter).map(decoded).join('\n') === texts.join('\n') || decoded(text) === texts.join(delimiter)
      ? undefined
      : 'differs';
  }
  if (!isJsonObject(value)) return sameText(decoded(text), value) || sameText(text, value) ? undefined : 'differs';
  const wanted = Object.entries(value).map(([key, member]) => [key, textOf(member)]);
  const parts = text.split(delimiter);
  const found = how.explode
    ? parts.map(part => part.split('=').map(decoded))
    : Array.from({ length: parts.length / 2 }, (_, i) => parts.slice(2 * i, 2 * i + 2).map(decoded));
  const isSame = JSON.stringify(found) === JSON.stringify(wanted);
  const joined = wanted.map(pair => pair.join(how.explode ? '=' : ',')).join(',');
  return isSame || decoded(text) === joined ? undefined : 'differs';
}

function findMatrix(raw: string, name: string, value: JsonValue, how: Style): string | undefined {
  const pairs = rawPairs(raw, ';');
  if (how.explode || !Array.isArray(value)) {
    return findInPairs(pairs, name, value, { style: 'form', explode: how.explode });
  }
  return sameList(pairs[0]?.value ?? '', value, 'form');
}

function sameTexts(found: readonly string[], items: readonly JsonValue[]): string | undefined {
  const isSame = found.length === items.length && found.every((text, i) => sameText(text, items[i] ?? null));
  return isSame ? undefined : 'differs';
}

/** Lists and objects inside a text are JSON. */
export function sameText(text: string, value: JsonValue): boolean {
  if (typeof value === 'object' && value !== null) return carries(text, value);
  return text === textOf(value);
}

function carries(text: string, value: JsonValue): boolean {
  if (text === value) return true;
  try {
    return canonicalJson(JSON.parse(text)) === canonicalJson(value);
  } catch {
    return false; // no JSON, so not the value
  }
}

function textOf(value: JsonValue): string {
  if (value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // not percent-encoded
  }
}
