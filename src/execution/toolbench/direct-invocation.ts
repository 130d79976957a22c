import { isJsonObject } from '../../base/index.js';
import type { Api, HttpInvocation, HttpParameter, ToolBenchInvocation } from '../../catalog/index.js';

type Request = NonNullable<ToolBenchInvocation['request']>;

const withoutBody: ReadonlySet<string> = new Set(['GET', 'HEAD', 'DELETE']);

/**
 * The HTTP request that asks RapidAPI directly: arguments stand in the path where its address has their name, and
 * otherwise in the query, or for methods that take one in a JSON body.
 */
export function directInvocation(api: Api, invocation: ToolBenchInvocation, request: Request): HttpInvocation {
  const { method, url, host } = request;
  const [, origin = '', path = ''] = /^(https:\/\/[^/?#]+)([^#]*)/i.exec(url) ?? [];
  const sourceName = (argument: string) => invocation.arguments?.[argument] ?? argument;
  const { properties } = api.parameters;
  const all = isJsonObject(properties) ? Object.keys(properties) : [];
  const inPath = all.filter(argument => path.split('?', 1)[0]?.includes(`{${sourceName(argument)}}`));
  const others = all.filter(argument => !inPath.includes(argument));
  const inQuery = withoutBody.has(method) ? others : [];
  const inBody = withoutBody.has(method) ? [] : others;
  return {
    kind: 'http',
    method,
    path,
    servers: [{ url: origin }],
    headers: { 'X-RapidAPI-Host': host },
    parameters: [
      ...inPath.map(argument => parameter(argument, sourceName(argument), 'path')),
      ...inQuery.map(argument => parameter(argument, sourceName(argument), 'query')),
    ],
    ...(inBody.length === 0
      ? {}
      : {
          body: {
            contentType: 'application/json',
            required: false,
            shape: { kind: 'fields', arguments: Object.fromEntries(inBody.map(each => [each, sourceName(each)])) },
          },
        }),
    security: [[{ scheme: 'RapidAPI', type: 'apiKey', in: 'header', name: 'X-RapidAPI-Key' }]],
  };
}

function parameter(argument: string, name: string, where: 'path' | 'query'): HttpParameter {
  const isPath = where === 'path';
  return { argument, name, in: where, style: isPath ? 'simple' : 'form', explode: !isPath };
}
