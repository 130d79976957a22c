import { isJsonObject, type JsonObject } from '../../base/index.js';
import { isSecretName } from '../secret-names.js';
import { hasVariables, referredVariables, resolved, type Variables } from './variables.js';

/** One entry of a query, header or form list, as it was written. */
export interface Entry {
  readonly name: string;
  readonly value: string;
  readonly disabled: boolean;
  readonly description: string;
}

export interface PathName {
  readonly name: string;
  readonly description: string;
  readonly example?: string;
  /** The value the collection gives it. */
  readonly default?: string;
}

/** The address of a request as OpenAPI writes one. */
export interface RequestUrl {
  /** An OpenAPI server object; undefined when the address has no host. */
  readonly server?: JsonObject;
  /** Path template. */
  readonly path: string;
  readonly pathNames: readonly PathName[];
  readonly query: readonly Entry[];
}

const maxSegments = 200;
const maxEntries = 500;

/** Reads the `url` of a request: a text, or an object of parts. What is neither has the path `/`. */
export function requestUrl(url: unknown, known: Variables): RequestUrl {
  const parts = isJsonObject(url) && url['host'] !== undefined ? partsOf(url) : splitRaw(rawOf(url));
  const given = isJsonObject(url) ? entries(url['variable'], 'key', 'id') : [];
  const names = new Map<string, PathName>();
  const segments = parts.segments.slice(0, maxSegments).map(segment => templateOf(segment, given, known, names));
  const server = serverOf(parts.authority, parts.protocol, known);
  return {
    ...(server === undefined ? {} : { server }),
    path: `/${segments.join('/')}`,
    pathNames: [...names.values()],
    query: isJsonObject(url) && Array.isArray(url['query']) ? entries(url['query'], 'key') : parts.query,
  };
}

/** The entries of a list of `{ key, value, disabled, description }`, `name` being found under the first key there is. */
export function entries(list: unknown, ...nameKeys: readonly string[]): readonly Entry[] {
  if (!Array.isArray(list)) return [];
  return list.slice(0, maxEntries).flatMap(entry => {
    if (!isJsonObject(entry)) return [];
    const name = nameKeys.map(key => entry[key]).find(each => typeof each === 'string' && each !== '');
    if (typeof name !== 'string') return [];
    const { value } = entry;
    return [
      {
        name,
        value: typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value),
        disabled: entry['disabled'] === true,
        description: descriptionOf(entry['description']),
      },
    ];
  });
}

/** Descriptions are texts or `{ content }`. */
export function descriptionOf(value: unknown): string {
  const text = isJsonObject(value) ? value['content'] : value;
  return typeof text === 'string' ? text : '';
}

interface UrlParts {
  readonly protocol: string;
  readonly authority: string;
  readonly segments: readonly string[];
  readonly query: readonly Entry[];
}

function rawOf(url: unknown): string {
  const raw = isJsonObject(url) ? url['raw'] : url;
  return typeof raw === 'string' ? raw.slice(0, 20_000) : '';
}

function partsOf(url: JsonObject): UrlParts {
  const { host, port, path, protocol } = url;
  const name = Array.isArray(host) ? host.map(String).join('.') : String(host);
  const list = Array.isArray(path) ? path : typeof path === 'string' ? path.replace(/^\//, '').split('/') : [];
  // A base address is now and then written as a host with its scheme and path.
  const [, scheme = '', authority = '', rest = ''] = /^(?:([^/{}]*):\/\/)?([^/]*)(.*)$/s.exec(name) ?? [];
  const before = rest.split('/').filter(segment => segment !== '');
  return {
    protocol: typeof protocol === 'string' && protocol !== '' ? protocol : scheme,
    authority: port === undefined || port === null || port === '' ? authority : `${authority}:${String(port)}`,
    segments: [...before, ...list.map(segmentText)],
    query: splitRaw(rawOf(url)).query,
  };
}

function segmentText(segment: unknown): string {
  const text = isJsonObject(segment) ? segment['value'] : segment;
  return typeof text === 'string' ? text : '';
}

function splitRaw(raw: string): UrlParts {
  const [address = ''] = raw.split('#', 1);
  const mark = address.indexOf('?');
  const place = mark === -1 ? address : address.slice(0, mark);
  const [, protocol = '', authority = '', path = ''] = /^(?:([^/?#]*?):\/\/)?([^/]*)(.*)$/s.exec(place.trim()) ?? [];
  const pairs = mark === -1 ? [] : address.slice(mark + 1).split('&');
  const query = pairs.slice(0, maxEntries).flatMap(pair => {
    const equals = pair.indexOf('=');
    const name = equals === -1 ? pair : pair.slice(0, equals);
    return name === '' ? [] : [{ name, value: pair.slice(name.length + 1), disabled: false, description: '' }];
  });
  return { protocol, authority, segments: path === '' ? [] : path.slice(1).split('/'), query };
}

/** The template of one segment: `:id` and `{{id}}` are `{id}`; what else a path cannot hold is escaped. */
function templateOf(segment: string, given: readonly Entry[], known: Variables, names: Map<string, PathName>): string {
  const own = /^:([A-Za-z_][\w.-]*)$/.exec(segment)?.[1];
  if (own !== undefined) {
    const entry = given.find(({ name }) => name === own);
    const value = resolved(entry?.value ?? '', known);
    const isExample = value !== '' && !hasVariables(value) && !isSecretName(own);
    names.set(own, { name: own, description: entry?.description ?? '', ...(isExample ? { example: value } : {}) });
    return `{${own}}`;
  }
  const referred = referredVariables(segment).map(name => name.replace(/[{}/]/g, ''));
  for (const name of referred) {
    if (names.has(name)) continue;
    const value = known.value(name);
    names.set(name, { name, description: '', ...(value === undefined ? {} : { default: value }) });
  }
  return segment
    .slice(0, 2_000)
    .split(/(\{\{[^{}]+\}\}|\{[\w.-]+\})/)
    .map(part => (part.startsWith('{') ? part.replace(/^\{\{\s*/, '{').replace(/\s*\}\}$/, '}') : escaped(part)))
    .join('');
}

/** Escapes that are there already stay. */
function escaped(text: string): string {
  return text
    .replace(/\p{Cs}/gu, '')
    .replace(/%(?![0-9A-Fa-f]{2})|[^\w!$&'()*+,;=:@%.~-]/gu, character => encodeURIComponent(character));
}

/** `{{baseUrl}}` is a server variable, with the collection's value as its default; without a scheme it is https. */
function serverOf(authority: string, protocol: string, known: Variables): JsonObject | undefined {
  if (authority === '' || authority.includes('@')) return undefined;
  const referred = [...new Set([...referredVariables(protocol), ...referredVariables(authority)])];
  const variables = referred.flatMap(name => {
    const value = known.value(name);
    return value === undefined ? [] : [[name, { default: value.replace(/\/+$/, '') }] as const];
  });
  const first = /^\{\{\s*([^{}]+?)\s*\}\}/.exec(authority)?.[1];
  const bringsScheme = first !== undefined && /^[a-z]+:\/\//i.test(known.value(first) ?? 'unknown://');
  const scheme = protocol !== '' ? `${protocol}://` : bringsScheme ? '' : 'https://';
  const url = `${scheme}${authority}`.replace(/\{\{\s*([^{}]+?)\s*\}\}/g, '{$1}');
  return { url, ...(variables.length === 0 ? {} : { variables: Object.fromEntries(variables) }) };
}
