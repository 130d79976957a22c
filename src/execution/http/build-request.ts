import type { JsonObject, JsonValue } from '../../base/index.js';
import type { HttpInvocation, HttpParameter } from '../../catalog/index.js';
import { buildBody } from './build-body.js';
import { checkHeader } from './header-safety.js';
import { percentEncode } from './percent-encode.js';
import { RequestProblem } from './request-problem.js';
import { headerText, type Pair, pathText, queryPairs, textOf } from './serialize-parameter.js';
import { serverUrl } from './server-url.js';

export interface HttpRequest {
  readonly method: HttpInvocation['method'];
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export type BuiltRequest =
  | { readonly kind: 'request'; readonly request: HttpRequest }
  | { readonly kind: 'bad-arguments'; readonly problems: readonly string[] }
  | { readonly kind: 'not-callable'; readonly reason: string };

/**
 * The request that a call with these arguments is, without credentials. `server` replaces the servers the source names.
 * Pure. Whatever arguments hold, they change neither the host nor the part of the path that is not theirs, and set no
 * header that is not theirs.
 */
export function buildRequest(invocation: HttpInvocation, args: JsonObject, server?: string): BuiltRequest {
  const base = serverUrl(invocation, server);
  if (base.url === undefined) return { kind: 'not-callable', reason: base.reason };
  try {
    const given = invocation.parameters.flatMap(parameter => {
      const value = Object.hasOwn(args, parameter.argument) ? args[parameter.argument] : undefined;
      return value === undefined || value === null ? [] : [{ parameter, value: carried(parameter, value) }];
    });
    const [template, ownQuery] = splitPath(invocation.path);
    const path = fillPath(template, given);
    const query = [fillQuery(ownQuery, given), ...queryTexts(given)].filter(text => text !== '').join('&');
    const body = invocation.body === undefined ? undefined : buildBody(invocation.body, args);
    const headers = {
      accept: invocation.accept ?? 'application/json, */*;q=0.5',
      ...constantHeaders(invocation),
      ...headersOf(given),
      ...cookiesOf(given),
      ...(body === undefined ? {} : { 'content-type': body.contentType }),
    };
    const url = `${base.url}${path}${query === '' ? '' : `?${query}`}`;
    const request = { method: invocation.method, url, headers, ...(body === undefined ? {} : { body: body.content }) };
    return { kind: 'request', request };
  } catch (thrown) {
    if (!(thrown instanceof RequestProblem)) throw thrown;
    return { kind: 'bad-arguments', problems: [thrown.message] };
  }
}

interface Given {
  readonly parameter: HttpParameter;
  readonly value: JsonValue;
}

/** What a parameter with a media type carries is that type's text. */
function carried(parameter: HttpParameter, value: JsonValue): JsonValue {
  if (parameter.content === undefined || typeof value === 'string') return value;
  return JSON.stringify(value);
}

/** A path and the query it brings along; a fragment only tells operations of one path apart. */
function splitPath(path: string): readonly [template: string, query: string] {
  const [withoutFragment = ''] = path.split('#', 1);
  const mark = withoutFragment.indexOf('?');
  const template = mark === -1 ? withoutFragment : withoutFragment.slice(0, mark);
  return [template.startsWith('/') ? template : `/${template}`, mark === -1 ? '' : withoutFragment.slice(mark + 1)];
}

function fillPath(template: string, given: readonly Given[]): string {
  const values = new Map(
    given.filter(({ parameter }) => parameter.in === 'path').map(each => [each.parameter.name, each]),
  );
  const path = template.replace(placeholder, (_whole, name: string) => {
    const found = values.get(name);
    if (found === undefined) throw new RequestProblem(`the path needs a value for ${name}`);
    const { parameter, value } = found;
    if (value === '' || (Array.isArray(value) && value.length === 0)) {
      throw new RequestProblem(`${parameter.argument} stands in the path and cannot be empty`);
    }
    return pathText(name, value, parameter);
  });
  // URL parsers take `%2e%2e` for `..`, too, so escaping would not help.
  if (path.split(/[/\\]/).some(segment => /^(?:\.|%2e){1,2}$/i.test(segment))) {
    throw new RequestProblem('a path parameter cannot be "." or ".."');
  }
  return path;
}

/** The path's own query; pairs whose names stand for no path parameter are those of query parameters, and left to them. */
function fillQuery(template: string, given: readonly Given[]): string {
  const values = new Map(
    given.filter(({ parameter }) => parameter.in === 'path').map(each => [each.parameter.name, each.value]),
  );
  const pairs = template.split('&').filter(pair => placeholders(pair).every(name => values.has(name)));
  return pairs
    .map(pair => pair.replace(placeholder, (_whole, name: string) => percentEncode(textOf(values.get(name) ?? ''))))
    .join('&');
}

const placeholder = /\{([^{}]+)\}/g;

function placeholders(text: string): readonly string[] {
  return [...text.matchAll(placeholder)].map(match => match[1] ?? '');
}

function queryTexts(given: readonly Given[]): readonly string[] {
  return given
    .filter(({ parameter }) => parameter.in === 'query')
    .flatMap(({ parameter, value }) => queryPairs(parameter.name, value, parameter).map(pairText));
}

function constantHeaders({ headers = {} }: HttpInvocation): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, text]) => {
      checkHeader(name, text);
      return [name.toLowerCase(), text];
    }),
  );
}

function headersOf(given: readonly Given[]): Record<string, string> {
  const headers: [string, string][] = given
    .filter(({ parameter }) => parameter.in === 'header')
    .map(({ parameter, value }) => {
      const text = headerText(value, parameter);
      checkHeader(parameter.name, text);
      return [parameter.name.toLowerCase(), text];
    });
  return Object.fromEntries(headers);
}

function cookiesOf(given: readonly Given[]): Record<string, string> {
  const pairs = given
    .filter(({ parameter }) => parameter.in === 'cookie')
    .flatMap(({ parameter, value }) => queryPairs(parameter.name, value, { ...parameter, allowReserved: false }));
  return pairs.length === 0 ? {} : { cookie: pairs.map(pairText).join('; ') };
}

function pairText([name, value]: Pair): string {
  return `${name}=${value}`;
}

/** A query with one more pair, for credentials that travel there. */
export function withQueryPair(url: string, name: string, value: string): string {
  const [beforeFragment = ''] = url.split('#', 1);
  return `${beforeFragment}${beforeFragment.includes('?') ? '&' : '?'}${percentEncode(name)}=${percentEncode(value)}`;
}
