import { isJsonObject } from '../../base/index.js';
import type { HttpServer } from '../api.js';
import type { OpenApiDocument } from './document.js';
import { oncePerDocument } from './once-per-document.js';
import { listOf } from './openapi3-parts.js';
import type { OperationPlace } from './operation-parts.js';
import { wordOf } from './word-of.js';

/** Servers of an operation, best first. Relative addresses are completed from where the document was fetched. */
export function serversOf(document: OpenApiDocument, { operation, pathItem }: OperationPlace): readonly HttpServer[] {
  if (document.version === '2.0') return usable(document, swagger2Servers(document, operation));
  const own = serversAt(document, operation) ?? serversAt(document, pathItem);
  return own === undefined ? documentServers(document) : usable(document, own);
}

const documentServers = oncePerDocument(document =>
  usable(document, serversAt(document, document.root) ?? [{ url: '/' }]),
);

function usable(document: OpenApiDocument, servers: readonly HttpServer[]): readonly HttpServer[] {
  const complete = servers.map(server => ({ ...server, url: completeUrl(server.url, document.url) }));
  return encryptedFirst(complete.filter(({ url }) => url !== '' && url !== '/' && isHttpOrOpen(url)));
}

/** An http address whose https twin is there, too, comes after it: credentials would travel in the clear. */
function encryptedFirst(servers: readonly HttpServer[]): readonly HttpServer[] {
  const twinOf = ({ url }: HttpServer) => url.replace(/^http:/i, 'https:');
  const urls = new Set(servers.map(({ url }) => url));
  const moved = servers.filter(server => /^http:/i.test(server.url) && urls.has(twinOf(server)));
  const movedUrls = new Set(moved.map(({ url }) => url));
  return [...servers.filter(({ url }) => !movedUrls.has(url)), ...moved];
}

function serversAt(document: OpenApiDocument, level: { readonly [key: string]: unknown }): HttpServer[] | undefined {
  const servers = listOf(document, level['servers']).flatMap(raw => {
    const server = document.references.follow(raw);
    if (!isJsonObject(server) || typeof server['url'] !== 'string') return [];
    const variables = variablesOf(server['variables']);
    return [{ url: server['url'].trim(), ...(variables === undefined ? {} : { variables }) }];
  });
  return servers.length === 0 ? undefined : servers;
}

function variablesOf(raw: unknown): HttpServer['variables'] {
  if (!isJsonObject(raw)) return undefined;
  const entries = Object.entries(raw).flatMap(([name, variable]) => {
    if (!isJsonObject(variable) || name === '__proto__') return [];
    const options = Array.isArray(variable['enum']) ? variable['enum'].map(wordOf) : [];
    const fallback = variable['default'] ?? options[0];
    if (fallback === undefined || typeof fallback === 'object') return [];
    return [[name, { default: String(fallback), ...(options.length === 0 ? {} : { enum: options }) }] as const];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** `schemes`, `host` and `basePath`; what is missing comes from the document's own address. https goes first. */
function swagger2Servers(document: OpenApiDocument, operation: { readonly [key: string]: unknown }): HttpServer[] {
  const { host, basePath } = document.root;
  const path = typeof basePath === 'string' ? `/${basePath.replace(/^\/+|\/+$/g, '')}` : '/';
  const own = document.url === undefined ? undefined : new URL(document.url);
  const authority = typeof host === 'string' && host !== '' ? host.replace(/^[a-z]+:\/\//i, '') : own?.host;
  if (authority === undefined) return [{ url: path }];
  const schemes = schemesOf(operation['schemes']) ?? schemesOf(document.root['schemes']);
  const usual = typeof host === 'string' ? 'https' : (own?.protocol.slice(0, -1) ?? 'https');
  return (schemes ?? [usual]).map(scheme => ({ url: `${scheme}://${authority}${path === '/' ? '' : path}` }));
}

function schemesOf(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const schemes = ['https', 'http'].filter(scheme => value.includes(scheme));
  return schemes.length === 0 ? undefined : schemes;
}

/** Joined by hand where there is no scheme: `new URL` would escape the braces of variables. */
function completeUrl(url: string, base: string | undefined): string {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(url) || /^\{[^{}]+\}/.test(url)) return trimmed(url);
  if (url.startsWith('//')) return trimmed(`${base?.startsWith('http:') ? 'http:' : 'https:'}${url}`);
  if (/^[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?(\/|$)/i.test(url)) return trimmed(`https://${url}`); // a host, its scheme forgotten
  if (base === undefined) return url === '' ? '' : trimmed(url) || '/';
  const { origin, pathname } = new URL(base);
  const folder = pathname.slice(0, pathname.lastIndexOf('/') + 1);
  const path = url.startsWith('/') ? url : `${folder}${url}`;
  return trimmed(`${origin}${withoutDots(path)}`);
}

function trimmed(url: string): string {
  return url.replace(/[?#].*$/, '').replace(/\/+$/, '');
}

function withoutDots(path: string): string {
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') kept.pop();
    else if (segment !== '.' && segment !== '') kept.push(segment);
  }
  return `/${kept.join('/')}`;
}

/** Not another protocol, such as `ws:`; a scheme that is a variable may turn out to be http. */
function isHttpOrOpen(url: string): boolean {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(url)?.[1];
  return scheme === undefined || /^https?$/i.test(scheme);
}
