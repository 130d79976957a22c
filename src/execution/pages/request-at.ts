import { isJsonObject, type JsonObject, type JsonValue } from '../../base/index.js';
import type { Api, HttpInvocation, HttpParameter } from '../../catalog/index.js';

/** A call that asks for a certain address. */
export interface CallAt {
  readonly api: Api;
  readonly arguments: JsonObject;
}

/**
 * The call that asks an API's host for an address that a reply gave, or nothing when that is elsewhere. The address is
 * never followed as such: only its path and query are taken over, so that whatever a reply says, calls stay at the host
 * the API is at.
 *
 * Where all of the query are arguments of the API, it is a call of that API. Otherwise it is one of an API that differs
 * from it in its id and in where it is, so that no record can mistake one for the other.
 */
export function requestAt(api: Api, args: JsonObject, next: string, from: string): CallAt | undefined {
  const { invocation } = api;
  if (invocation.kind !== 'http' || !URL.canParse(next, from)) return undefined;
  const url = new URL(next, from);
  const here = new URL(from);
  const base = basePath(here, invocation.path);
  if (!isSameHost(url, here) || !url.pathname.startsWith(`${base}/`)) return undefined;
  const pairs = [...url.searchParams].filter(([name]) => !isCredential(invocation, name));
  const named = url.pathname === here.pathname ? byArguments(api, invocation, args, pairs) : undefined;
  return named === undefined
    ? byAddress(api, invocation, args, url.pathname.slice(base.length), pairs)
    : { api, arguments: named };
}

/** Hosts behind something that adds encryption give their addresses as `http:`. */
function isSameHost(a: URL, b: URL): boolean {
  if (a.protocol !== 'https:' && a.protocol !== 'http:') return false;
  return a.username === '' && a.password === '' && a.hostname === b.hostname && a.port === b.port;
}

/** What stands before the API's own path, as its server has it. */
function basePath({ pathname }: URL, template: string): string {
  const own = template.split(/[?#]/, 1)[0] ?? '';
  const segments = own.replace(/^\//, '').split('/').length;
  return pathname.split('/').slice(0, -segments).join('/');
}

/** Credentials are added to every request anyway. */
function isCredential({ security }: HttpInvocation, name: string): boolean {
  return security.flat().some(scheme => scheme.in === 'query' && scheme.name === name);
}

type Pairs = readonly (readonly [name: string, value: string])[];

/** The arguments that make a query; nothing when it has more than arguments can say. */
function byArguments(api: Api, { parameters }: HttpInvocation, args: JsonObject, pairs: Pairs): JsonObject | undefined {
  const inQuery = parameters.filter(parameter => parameter.in === 'query');
  const others = Object.entries(args).filter(([name]) => !inQuery.some(({ argument }) => argument === name));
  const { properties } = api.parameters;
  const read: [string, JsonValue][] = [];
  for (const [name, text] of pairs) {
    const parameter = inQuery.find(each => each.name === name && isPlain(each));
    const schema = isJsonObject(properties) && parameter !== undefined ? properties[parameter.argument] : undefined;
    const value = isJsonObject(schema) ? readValue(text, schema['type']) : undefined;
    const isTwice = pairs.filter(([other]) => other === name).length > 1;
    if (parameter === undefined || value === undefined || isTwice) return undefined;
    read.push([parameter.argument, value]);
  }
  return Object.fromEntries([...others, ...read]);
}

function isPlain({ style, content }: HttpParameter): boolean {
  return style === 'form' && content === undefined;
}

function readValue(text: string, type: JsonValue | undefined): JsonValue | undefined {
  if (type === 'integer' || type === 'number') return /^-?\d{1,15}(\.\d+)?$/.test(text) ? Number(text) : undefined;
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : undefined;
  return type === 'string' || type === undefined ? text : undefined;
}

function byAddress(api: Api, invocation: HttpInvocation, args: JsonObject, path: string, pairs: Pairs): CallAt {
  const query = new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, value])).toString();
  const address = query === '' ? path : `${path}?${query}`;
  const kept = invocation.parameters.filter(parameter => parameter.in === 'header' || parameter.in === 'cookie');
  const names = new Set(kept.map(({ argument }) => argument));
  const { properties, required, ...schema } = api.parameters;
  const keptProperties = Object.entries(isJsonObject(properties) ? properties : {}).filter(([name]) => names.has(name));
  const keptRequired = Array.isArray(required) ? required.filter(name => names.has(String(name))) : [];
  return {
    api: {
      ...api,
      id: `${api.id}?at=${encodeURIComponent(address)}`,
      parameters: { ...schema, properties: Object.fromEntries(keptProperties), required: keptRequired },
      invocation: { ...invocation, path: address, parameters: kept },
    },
    arguments: Object.fromEntries(Object.entries(args).filter(([name]) => names.has(name))),
  };
}
