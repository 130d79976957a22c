import type { JsonObject } from '../base/index.js';
import type { Api, HttpInvocation, HttpSecurity } from '../catalog/index.js';
import { buildRequest, type HttpRequest, withQueryPair } from './http/build-request.js';
import { keyArgument } from './http/idempotency-key.js';

/** What would be sent for a call, in lines for people. Looks nothing up, resolves nothing and connects to nothing. */
export interface DescribedCall {
  readonly lines: readonly string[];
  /** Present when nothing could be sent: why. */
  readonly problem?: string;
}

export interface DescribeCallOptions {
  /** Base address in place of the servers the source names. */
  readonly server?: string | undefined;
}

/**
 * The exact request that a call is: method, address, headers and body. Credentials stand by name only, as
 * `<credential PROVIDER/SCHEME>`: those of the first alternative that the source names.
 */
export function describeCall(api: Api, args: JsonObject, { server }: DescribeCallOptions = {}): DescribedCall {
  const { invocation } = api;
  switch (invocation.kind) {
    case 'http':
      return describeHttp(api, invocation, args, server);
    case 'function':
      return { lines: [`function ${invocation.function} of ${invocation.module}`, ...jsonLines(args)] };
    case 'mcp': {
      const { server: from, tool } = invocation;
      const where = from.kind === 'http' ? from.url : [from.command, ...from.arguments].join(' ');
      return { lines: [`MCP tools/call ${tool} to ${where}`, ...jsonLines(args)] };
    }
    case 'toolbench': {
      const { category, tool, api: name } = invocation;
      return { lines: [`ToolBench ${category} / ${tool} / ${name}`, ...jsonLines(args)] };
    }
    case 'code':
      return { lines: [], problem: 'it is a line of code to write, not a call to make' };
    default:
      return invocation satisfies never;
  }
}

function describeHttp(
  api: Api,
  invocation: HttpInvocation,
  given: JsonObject,
  server: string | undefined,
): DescribedCall {
  const key = keyArgument(invocation);
  const isMade = key !== undefined && given[key] === undefined;
  const built = buildRequest(invocation, isMade ? { ...given, [key]: madeKey } : given, server);
  if (built.kind === 'not-callable') return { lines: [], problem: built.reason };
  if (built.kind === 'bad-arguments') return { lines: [], problem: built.problems.join('; ') };
  const wanted = invocation.security.find(alternative => alternative.length > 0) ?? [];
  const request = wanted.reduce((before, security) => withName(before, security, api), built.request);
  const headers = Object.entries(request.headers).map(([name, value]) => `${name}: ${value}`);
  const body = request.body === undefined ? [] : ['', ...bodyLines(request.body)];
  return { lines: [`${request.method} ${request.url.replace(escapedName, unescaped)}`, ...headers, ...body] };
}

const madeKey = '<made when the call is made>';
const escapedName = /%3Ccredential%20[^&]*?%3E/g;

function unescaped(text: string): string {
  return decodeURIComponent(text);
}

/** A credential's name where its value goes. */
function withName(request: HttpRequest, security: HttpSecurity, { provider }: Api): HttpRequest {
  const { type, in: where, name = '', scheme } = security;
  const value = `<credential ${provider}/${scheme}>`;
  const header = (key: string, text: string): HttpRequest => ({
    ...request,
    headers: { ...request.headers, [key]: text },
  });
  if (type === 'awsSigV4') return header('authorization', `AWS4-HMAC-SHA256 … signed with ${value}`);
  if (type === 'basic') return header('authorization', `Basic ${value}`);
  if (type !== 'apiKey') return header('authorization', `Bearer ${value}`);
  if (where === 'query') return { ...request, url: withQueryPair(request.url, name, value) };
  if (where !== 'cookie') return header(name.toLowerCase(), value);
  const others = request.headers['cookie'];
  return header('cookie', `${others === undefined ? '' : `${others}; `}${name}=${value}`);
}

function bodyLines(body: string | Uint8Array): readonly string[] {
  if (typeof body === 'string') return body.split('\n');
  const text = Buffer.from(body).toString('utf8');
  return text.includes('\ufffd') ? [`[${body.length} bytes]`] : text.split(/\r?\n/);
}

function jsonLines(args: JsonObject): readonly string[] {
  return JSON.stringify(args, null, 2).split('\n');
}
