import type { JsonObject } from '../../base/index.js';
import type { Api, HttpInvocation, HttpSecurity } from '../../catalog/index.js';
import { multipartParts } from './build-body.js';
import { type BuiltRequest, buildRequest, type HttpRequest } from './build-request.js';
import { credentialVariable } from './credentials.js';
import type { Part } from './multipart.js';
import { type ShellPart, shellWord } from './shell-quote.js';

export type CurlCommand =
  | { readonly kind: 'command'; readonly command: string }
  | Exclude<BuiltRequest, { readonly kind: 'request' }>;

/** Stands in the address until the variable `SERVER` takes its place. */
const noServer = 'https://server.invalid';

/**
 * The call as a command for `curl` in a POSIX shell. Credentials stand in it as the environment variables they are looked
 * up in, never as their values; a server that the source does not name as `$SERVER`; files by their names, to be in the
 * folder where the command is run.
 */
export function curlCommand(
  api: Pick<Api, 'provider'>,
  invocation: HttpInvocation,
  args: JsonObject,
  server?: string,
): CurlCommand {
  const named = buildRequest(invocation, args, server);
  const built =
    named.kind === 'not-callable' && server === undefined ? buildRequest(invocation, args, noServer) : named;
  if (built.kind !== 'request') return built;
  const { request } = built;
  const credentials = credentialsOf(api, invocation);
  const url = addressOf(request.url, credentials);
  const words = [
    `curl ${methodOf(request)}${url}`,
    ...headersOf(request, credentials).map(([name, ...value]) => `-H ${shellWord(`${name}: `, ...value)}`),
    ...credentials.flatMap(optionOf),
    ...bodyOf(invocation, request, args),
  ];
  return { kind: 'command', command: words.join(' \\\n  ') };
}

interface Placeholder {
  readonly security: HttpSecurity;
  readonly variable: string;
}

/** Of the first alternative that can be used; none where a call needs none. */
function credentialsOf(api: Pick<Api, 'provider'>, { security }: HttpInvocation): readonly Placeholder[] {
  const usable = security.filter(alternative => alternative.every(({ type }) => type !== 'other'));
  const first = security.some(alternative => alternative.length === 0) ? [] : (usable[0] ?? []);
  return first.map(scheme => ({ security: scheme, variable: credentialVariable(api, scheme.scheme) }));
}

/** A call without a body is a GET to curl, and one with data a POST. */
function methodOf({ method, body }: HttpRequest): string {
  if (method === 'HEAD') return '--head ';
  return method === (body === undefined ? 'GET' : 'POST') ? '' : `-X ${method} `;
}

function addressOf(url: string, credentials: readonly Placeholder[]): string {
  const inQuery = credentials.filter(({ security }) => security.type === 'apiKey' && security.in === 'query');
  const pairs = inQuery.flatMap(({ security, variable }, i): ShellPart[] => {
    const separator = i > 0 || url.includes('?') ? '&' : '?';
    return [`${separator}${encodeURIComponent(security.name ?? '')}=`, { variable }];
  });
  const start: ShellPart[] = url.startsWith(noServer) ? [{ variable: 'SERVER' }, url.slice(noServer.length)] : [url];
  return shellWord(...start, ...pairs);
}

type Header = readonly [name: string, ...value: ShellPart[]];

function headersOf(request: HttpRequest, credentials: readonly Placeholder[]): readonly Header[] {
  const isMultipart = request.headers['content-type']?.startsWith('multipart/form-data') === true;
  const cookie = credentials.filter(({ security }) => security.type === 'apiKey' && security.in === 'cookie');
  const plain = Object.entries(request.headers)
    .filter(([name]) => !(name === 'content-type' && isMultipart) && !(name === 'cookie' && cookie.length > 0))
    .map(([name, value]): Header => [name, value]);
  const own = request.headers['cookie'] === undefined ? [] : [request.headers['cookie']];
  const cookies = cookie.flatMap(({ security, variable }, i): ShellPart[] => {
    return [`${i > 0 || own.length > 0 ? '; ' : ''}${security.name}=`, { variable }];
  });
  const secret = credentials.flatMap(({ security, variable }): Header[] => {
    const { type, in: where, name = '' } = security;
    if (type === 'apiKey') return where === 'header' || where === undefined ? [[name, { variable }]] : [];
    return type === 'basic' || type === 'awsSigV4' ? [] : [['Authorization', 'Bearer ', { variable }]];
  });
  return [...plain, ...(cookies.length === 0 ? [] : [['cookie', ...own, ...cookies] as const]), ...secret];
}

function optionOf({ security, variable }: Placeholder): string[] {
  const user = `--user ${shellWord({ variable })}`;
  if (security.type === 'basic') return [user];
  if (security.type !== 'awsSigV4') return [];
  return [`--aws-sigv4 "aws:amz:\${AWS_REGION:-us-east-1}:${security.service ?? 'execute-api'}"`, user];
}

function bodyOf({ body: shape }: HttpInvocation, { headers, body }: HttpRequest, args: JsonObject): string[] {
  if (body === undefined || shape === undefined) return [];
  if (headers['content-type']?.startsWith('multipart/form-data')) return multipartParts(shape, args).map(formOption);
  if (typeof body === 'string') return [`--data-raw ${shellWord(body)}`];
  const { argument } = shape.shape.kind === 'whole' ? shape.shape : { argument: 'body' };
  return [`--data-binary ${shellWord(`@${fileNameOf(args[argument], 'body')}`)}`];
}

function formOption({ name, content, filename, contentType }: Part): string {
  const type = contentType === undefined ? '' : `;type=${contentType}`;
  if (filename !== undefined) return `-F ${shellWord(`${name}=@${formText(filename)}${type}`)}`;
  if (contentType === undefined) return `--form-string ${shellWord(`${name}=${String(content)}`)}`;
  return `-F ${shellWord(`${name}=${formText(String(content))}${type}`)}`;
}

/** Curl reads a text in double quotes up to the next one. */
function formText(text: string): string {
  return `"${text.replace(/["\\]/g, String.raw`\$&`)}"`;
}

function fileNameOf(value: unknown, otherwise: string): string {
  const { filename } = (typeof value === 'object' && value !== null ? value : {}) as { filename?: unknown };
  return typeof filename === 'string' && filename !== '' ? filename : otherwise;
}
