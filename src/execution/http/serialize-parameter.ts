import { isJsonObject, type JsonValue } from '../../base/index.js';
import type { HttpStyle } from '../../catalog/index.js';
import { percentEncode, percentEncodeReserved } from './percent-encode.js';
import { RequestProblem } from './request-problem.js';

export interface Serialization {
  readonly style: HttpStyle;
  readonly explode: boolean;
  readonly allowReserved?: boolean;
}

/** A name and value, both escaped. */
export type Pair = readonly [name: string, value: string];

type Encode = (text: string) => string;

const asIs: Encode = text => text;
const maxDepth = 20;

/** What separates the items of a list that is no list of pairs; escaped, as it stands in a URL. */
const delimiters: Readonly<Partial<Record<HttpStyle, string>>> = {
  spaceDelimited: '%20',
  pipeDelimited: '%7C',
  tabDelimited: '%09',
};

/**
 * The pairs a query, cookie or form field becomes. An empty list or object becomes none.
 *
 * Source: OpenAPI 3.1.1, "Style Values" and "Style Examples" (after RFC 6570). Lists in `deepObject`, which the
 * specification leaves open, are numbered: `a[0]=x`.
 */
export function queryPairs(name: string, value: JsonValue, how: Serialization): readonly Pair[] {
  const encode = how.allowReserved === true ? percentEncodeReserved : percentEncode;
  const key = percentEncode(name);
  if (how.style === 'deepObject') return deepPairs(name, value, encode, 0);
  const delimiter = delimiters[how.style] ?? ',';
  if (isJsonObject(value)) {
    const members = Object.entries(value).filter(([, member]) => member !== null);
    if (how.explode) return members.map(([member, item]) => [percentEncode(member), encode(textOf(item))]);
    return members.length === 0 ? [] : [[key, flat(members, encode).join(delimiter)]];
  }
  if (!isList(value)) return [[key, encode(textOf(value))]];
  if (value.length === 0) return [];
  const items = value.map(item => encode(textOf(item)));
  return how.explode ? items.map(item => [key, item]) : [[key, items.join(delimiter)]];
}

/** The text that stands in a path for a parameter, escaped. */
export function pathText(name: string, value: JsonValue, { style, explode, allowReserved }: Serialization): string {
  const encode = allowReserved === true ? reservedInPath : percentEncode;
  if (style === 'matrix') return matrixText(percentEncode(name), value, explode, encode);
  if (style === 'label') return `.${joined(value, explode, explode ? '.' : ',', encode)}`;
  return joined(value, explode, delimiters[style] ?? ',', encode);
}

/** A question mark would end the path and take what follows the parameter into the query. */
function reservedInPath(text: string): string {
  return percentEncodeReserved(text).replaceAll('?', '%3F');
}

/** The text of a header's value, which is not escaped. */
export function headerText(value: JsonValue, { style, explode }: Serialization): string {
  const delimiter = delimiters[style];
  return joined(value, explode, delimiter === undefined ? ',' : decodeURIComponent(delimiter), asIs);
}

/** A value as text: strings as they are, lists and objects as JSON. */
export function textOf(value: JsonValue): string {
  if (value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function joined(value: JsonValue, explode: boolean, delimiter: string, encode: Encode): string {
  if (isJsonObject(value)) {
    const members = Object.entries(value);
    if (!explode) return flat(members, encode).join(delimiter);
    return members.map(([name, member]) => `${encode(name)}=${encode(textOf(member))}`).join(delimiter);
  }
  return isList(value) ? value.map(item => encode(textOf(item))).join(delimiter) : encode(textOf(value));
}

function matrixText(name: string, value: JsonValue, explode: boolean, encode: Encode): string {
  const pair = (key: string, text: string) => (text === '' ? `;${key}` : `;${key}=${text}`);
  if (!explode) return pair(name, joined(value, false, ',', encode));
  if (isJsonObject(value)) {
    return Object.entries(value)
      .map(([member, item]) => pair(encode(member), encode(textOf(item))))
      .join('');
  }
  if (isList(value)) return value.map(item => pair(name, encode(textOf(item)))).join('');
  return pair(name, encode(textOf(value)));
}

function deepPairs(name: string, value: JsonValue, encode: Encode, depth: number): readonly Pair[] {
  if (depth > maxDepth) throw new RequestProblem(`${name.slice(0, 100)} nests more than ${maxDepth} levels deep`);
  if (isList(value)) return value.flatMap((item, i) => deepPairs(`${name}[${i}]`, item, encode, depth + 1));
  if (!isJsonObject(value)) return value === null ? [] : [[percentEncode(name), encode(textOf(value))]];
  return Object.entries(value).flatMap(([member, item]) => deepPairs(`${name}[${member}]`, item, encode, depth + 1));
}

function flat(members: readonly (readonly [string, JsonValue])[], encode: Encode): readonly string[] {
  return members.flatMap(([name, member]) => [encode(name), encode(textOf(member))]);
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
