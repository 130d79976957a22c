import type { JsonObject, JsonValue } from '../../base/index.js';
import type { HttpSecurity } from '../api.js';
import { isSecretName } from '../secret-names.js';
import { credentialEntry, isLiteral } from './request-auth.js';
import { isRequired, type RequestBody, requestBody, shownValue } from './request-body.js';
import { descriptionOf, type Entry, entries, type RequestUrl, requestUrl } from './request-url.js';
import { hasVariables, resolved, type Variables } from './variables.js';

/** What a request is made of. */
export interface RequestParts {
  readonly url: RequestUrl & { readonly known: Variables };
  readonly description: string;
  /** OpenAPI parameter objects. */
  readonly parameters: readonly JsonObject[];
  readonly body?: RequestBody;
  /** Those that headers and query carry. */
  readonly credentials: readonly HttpSecurity[];
  /** How many credentials stand there as they are. */
  readonly literals: number;
  /** Wire name (headers in lower case) → value, as far as known and no secret. */
  readonly values: Readonly<Record<'path' | 'query' | 'header' | 'cookie', ReadonlyMap<string, JsonValue>>> & {
    readonly body: JsonValue | undefined;
  };
}

/** Headers that Postman adds and no caller should choose. */
const ownHeaders = new Set(['accept', 'cache-control', 'content-type', 'postman-token', 'user-agent']);

export function requestParts(request: JsonObject, known: Variables): RequestParts {
  const url = requestUrl(request['url'], known);
  const headers = headersOf(request['header']);
  const contentType = headers.find(({ name, disabled }) => !disabled && name.toLowerCase() === 'content-type')?.value;
  const declared = contentType === undefined ? undefined : resolved(contentType, known).trim();
  const body = requestBody(request['body'], declared === '' ? undefined : declared, known);
  const carried = [...carriedBy(headers, 'header'), ...carriedBy(url.query, 'query')];
  const arguing = headers.filter(
    entry => !ownHeaders.has(entry.name.toLowerCase()) && !credentialEntry(entry, 'header'),
  );
  const query = url.query.filter(entry => !credentialEntry(entry, 'query'));
  return {
    url: { ...url, known },
    description: descriptionOf(request['description']),
    parameters: [
      ...url.pathNames.map(pathParameter),
      ...parametersOf(query, 'query', known),
      ...parametersOf(arguing, 'header', known),
    ],
    ...(body === undefined ? {} : { body }),
    credentials: carried.map(({ scheme }) => scheme),
    literals: carried.filter(({ entry }) => isLiteral(entry.value)).length,
    values: {
      path: new Map(url.pathNames.flatMap(({ name, example, default: value }) => pairOf(name, example ?? value))),
      query: valuesOf(query, known),
      header: new Map([...valuesOf(arguing, known)].map(([name, value]) => [name.toLowerCase(), value])),
      cookie: new Map(),
      body: body?.example,
    },
  };
}

function carriedBy(list: readonly Entry[], place: 'header' | 'query') {
  return list.flatMap(entry => {
    const scheme = entry.disabled ? undefined : credentialEntry(entry, place);
    return scheme === undefined ? [] : [{ entry, scheme }];
  });
}

/** A list of entries, or lines of `Name: value`. */
function headersOf(header: unknown): readonly Entry[] {
  if (typeof header !== 'string') return entries(header, 'key');
  const lines = header.slice(0, 20_000).split(/\r?\n/);
  return lines.flatMap(line => {
    const [, name, value = ''] = /^([^:\s]+):\s*(.*)$/.exec(line) ?? [];
    return name === undefined ? [] : [{ name, value, disabled: false, description: '' }];
  });
}

function pathParameter({ name, description, example, default: value }: RequestUrl['pathNames'][number]): JsonObject {
  return {
    name,
    in: 'path',
    required: true,
    ...(description === '' ? {} : { description }),
    schema: { type: 'string', ...(value === undefined ? {} : { default: value }) },
    ...(example === undefined ? {} : { example }),
  };
}

/** A name that is sent several times is a list. */
function parametersOf(list: readonly Entry[], place: 'query' | 'header', known: Variables): readonly JsonObject[] {
  const byName = new Map<string, Entry[]>();
  for (const entry of list) byName.set(entry.name, [...(byName.get(entry.name) ?? []), entry]);
  return [...byName].map(([name, group]) => {
    const sent = group.filter(({ disabled }) => !disabled);
    const [first = group[0]] = sent;
    const examples = group.flatMap(entry => shownEntry(entry, known) ?? []);
    const isList = sent.length > 1 && place === 'query';
    // What a header always holds is the collection's to know; query values are mostly the author's example.
    const constant =
      place === 'header' && sent.length > 0 && !hasVariables(first?.value ?? '') ? examples[0] : undefined;
    const description = group.map(entry => entry.description).find(text => text !== '');
    return {
      name: resolved(name, known),
      in: place,
      required: constant === undefined && group.some(isRequired),
      ...(description === undefined ? {} : { description }),
      schema: isList
        ? { type: 'array', items: { type: 'string' } }
        : { type: 'string', ...(constant === undefined ? {} : { default: constant }) },
      ...(examples[0] === undefined ? {} : { example: isList ? examples : examples[0] }),
    };
  });
}

function valuesOf(list: readonly Entry[], known: Variables): ReadonlyMap<string, JsonValue> {
  const found = new Map<string, JsonValue>();
  const sentTwice = new Set<string>();
  for (const entry of list.filter(({ disabled }) => !disabled)) {
    const value = shownEntry(entry, known);
    if (value === undefined) continue;
    const before = found.get(entry.name);
    if (before !== undefined) sentTwice.add(entry.name);
    found.set(entry.name, before === undefined ? value : [before, value].flat());
  }
  return found;
}

function shownEntry({ name, value }: Entry, known: Variables): string | undefined {
  if (value === '' || isSecretName(name)) return undefined;
  const shown = shownValue(value, known);
  return typeof shown === 'string' ? shown : undefined;
}

function pairOf(name: string, value: string | undefined): readonly (readonly [string, string])[] {
  return value === undefined ? [] : [[name, value]];
}
