// Whether a request is one that the document allows, and carries exactly the arguments it was built from.
import type { Api, HttpInvocation, HttpRequest, JsonObject, JsonValue } from '../../src/index.js';
import { checkBody } from './check-body.js';
import { decoded, findInPairs, findInText, rawPairs } from './decode-parameter.js';
import { credentialPlaces, type DocumentedOperation, documentedOperation } from './document-reader.js';

/** Address that stands for the server of documents that name none. */
export const standInServer = 'https://server.test/base';

/** OpenAPI says of these that parameters of their name are ignored; the others belong to the connection. */
const ignoredHeaders =
  /^(?:accept|content-type|authorization|cookie|host|content-length|user-agent|accept-encoding|content-encoding|transfer-encoding|connection)$/i;

/** Of AWS Signature version 4: made when the call is signed. */
const signing = /^x-amz-(?:content-sha256|date|algorithm|credential|security-token|signature|signedheaders)$/i;

/**
 * What is wrong with the request, each as `what: where`; empty when nothing is. Which argument a parameter of the document
 * is comes from the API, as does nothing else.
 */
export function checkRequest(root: JsonObject, api: Api, args: JsonObject, request: HttpRequest): string[] {
  if (api.invocation.kind !== 'http') return ['not an HTTP request'];
  const operation = documentedOperation(root, api.source.pointer ?? '');
  const problems: string[] = [];
  if (request.method !== operation.method) problems.push(`method: ${request.method}`);
  const url = splitUrl(request.url);
  const base = basePath(operation, api.invocation, args, url.beforeQuery);
  if (base === undefined) return [...problems, `path: ${url.beforeQuery} is not of ${operation.path}`];
  problems.push(...checkParameters(root, api.invocation, operation, args, request, base, url.query));
  problems.push(...checkBody(root, api.invocation, operation, args, request));
  return problems;
}

function splitUrl(url: string) {
  const mark = url.indexOf('?');
  return mark === -1
    ? { beforeQuery: url, query: '' }
    : { beforeQuery: url.slice(0, mark), query: url.slice(mark + 1) };
}

/**
 * Raw values of the path's parameters, or undefined when the address is not one of the operation. Where a parameter ends
 * within a segment, only its value tells where.
 */
function basePath(
  { servers, path, parameters: documented }: DocumentedOperation,
  { parameters }: HttpInvocation,
  args: JsonObject,
  address: string,
): ReadonlyMap<string, string> | undefined {
  const [template = ''] = path.split(/[?#]/, 1);
  const reserved = new Set(documented.filter(each => each.allowReserved).map(({ name }) => name));
  const names: string[] = [];
  const parts = (template.startsWith('/') ? template : `/${template}`).split(/(\{[^{}]+\})/);
  const pattern = parts
    .map((part, i) => {
      if (!/^\{[^{}]+\}$/.test(part)) return escapeRegExp(part);
      const name = part.slice(1, -1);
      names.push(name);
      const wired = parameters.find(each => each.in === 'path' && each.name === name);
      const value = args[wired?.argument ?? ''];
      const isFollowed = i + 2 < parts.length && !parts[i + 1]?.startsWith('/');
      if (isFollowed && typeof value !== 'object') return `(${escapeRegExp(encodeURIComponent(String(value)))})`;
      return reserved.has(name) ? '(.*?)' : '([^/]*?)';
    })
    .join('');
  const bases = servers.flatMap(server => {
    const absolute = server.startsWith('//') ? `https:${server}` : server;
    return URL.canParse(absolute)
      ? [absolute]
      : URL.canParse(`https://${absolute}`) && /^[\w-]+\./.test(absolute)
        ? [`https://${absolute}`]
        : [];
  });
  for (const base of [...bases, standInServer]) {
    const { origin, pathname } = new URL(base);
    const prefix = `${origin}${pathname.replace(/\/+$/, '')}`;
    if (!address.startsWith(prefix)) continue;
    const match = new RegExp(`^${pattern}$`).exec(address.slice(prefix.length));
    // Escaping of literal parts is the URL's own business, so they are compared as they are.
    if (match !== null) return new Map(names.map((name, i) => [name, match[i + 1] ?? '']));
  }
  return undefined;
}

function checkParameters(
  root: JsonObject,
  invocation: HttpInvocation,
  operation: DocumentedOperation,
  args: JsonObject,
  request: HttpRequest,
  inPath: ReadonlyMap<string, string>,
  query: string,
): string[] {
  const problems: string[] = [];
  const secret = credentialPlaces(root);
  const pairs = rawPairs(query);
  const cookies = rawPairs(request.headers['cookie'] ?? '', ';');
  const texts = new Map(
    invocation.parameters.flatMap(({ in: place, name, argument }) =>
      place === 'path' && args[argument] !== undefined ? [[name, args[argument]] as const] : [],
    ),
  );
  for (const constant of ownPairs(operation.path, texts)) {
    const found = pairs.find(
      pair => !pair.used && decoded(pair.name) === constant.name && decoded(pair.value) === constant.value,
    );
    if (found === undefined) problems.push(`query: the path's own ${constant.name} is missing`);
    else found.used = true;
  }
  const headers = new Set(Object.keys(request.headers));
  for (const name of ['accept', 'content-type', 'cookie']) headers.delete(name);
  // Members of exploded objects are taken last, since they may be called anything.
  const inOrder = operation.parameters.toSorted((a, b) => rank(a) - rank(b));
  for (const parameter of inOrder) {
    const { name, in: place, required } = parameter;
    const wired = invocation.parameters.find(each => each.name === name && each.in === place);
    const value: JsonValue | undefined = wired === undefined ? undefined : args[wired.argument];
    if (wired === undefined) {
      const mayLack =
        (place === 'header' && (ignoredHeaders.test(name) || signing.test(name))) ||
        secret.has(`${place} ${name.toLowerCase()}`) ||
        (place === 'query' && signing.test(name)) ||
        (place === 'path' && !inPath.has(name));
      if (!mayLack) problems.push(`${place}: the document's ${required ? 'required ' : ''}parameter has no argument`);
      continue;
    }
    if (value === undefined || value === null) {
      if (required && value === undefined && place !== 'path')
        problems.push(`${place}: a required parameter is missing`);
      continue;
    }
    let wrong: string | undefined;
    if (place === 'query') wrong = findInPairs(pairs, name, value, parameter);
    else if (place === 'cookie') wrong = findInPairs(cookies, name, value, parameter);
    else if (place === 'path' && inPath.has(name)) wrong = findInText(inPath.get(name) ?? '', name, value, parameter);
    else if (place === 'header') {
      headers.delete(name.toLowerCase());
      wrong = findInText(request.headers[name.toLowerCase()] ?? '', name, value, parameter);
    }
    if (wrong !== undefined)
      problems.push(`${place} ${parameter.style}${parameter.explode ? ' explode' : ''}: ${wrong}`);
  }
  for (const pair of [...pairs, ...cookies]) {
    if (!pair.used) problems.push(`query: ${decoded(pair.name)} is no parameter of the document`);
  }
  for (const header of headers) problems.push(`header: ${header} is no parameter of the document`);
  return problems;
}

/** The pairs of the query that a path brings along, with the values of the path parameters that stand there. */
function ownPairs(path: string, texts: ReadonlyMap<string, JsonValue>) {
  const [, query = ''] = /\?([^#]*)/.exec(path) ?? [];
  const filled = (text: string) =>
    decoded(text).replace(/\{([^{}]+)\}/g, (whole, name: string) =>
      texts.has(name) ? String(texts.get(name)) : whole,
    );
  return rawPairs(query)
    .map(({ name, value }) => ({ name: filled(name), value: filled(value) }))
    .filter(({ name, value }) => !/\{[^{}]+\}/.test(name + value));
}

function rank({ style, explode }: { readonly style: string; readonly explode: boolean }): number {
  return style === 'form' && explode ? 1 : 0;
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
