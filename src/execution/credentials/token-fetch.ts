import type { Dispatcher } from 'undici';
import { CapuchinError, isJsonObject, type JsonValue } from '../../base/index.js';
import { type ConnectionsOptions, connections } from '../http/connections.js';
import { type NetworkGuardOptions, networkGuard } from '../http/network-guard.js';

export interface TokenRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: URLSearchParams | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** As `fetch`. Throws `address-refused`, `insecure-address` or what the network throws. */
export type TokenFetch = (url: string, request: TokenRequest) => Promise<Response>;

export interface TokenFetchOptions extends NetworkGuardOptions, ConnectionsOptions {}

const maxBytes = 1_000_000;

/**
 * Asks token servers: public hosts and those allowed only, https except on hosts allowed by name, no redirects (they
 * would carry the client's secret elsewhere), bounded replies.
 */
export function tokenFetch(options: TokenFetchOptions = {}): TokenFetch {
  let connected: ReturnType<typeof connections> | undefined;
  return async (address, { method, headers, body, signal }) => {
    const url = new URL(address);
    const isAllowed = (options.allowHosts ?? []).some(host => [url.host, url.hostname].includes(host.toLowerCase()));
    if (url.protocol !== 'https:' && !isAllowed) {
      throw new CapuchinError('insecure-address', `${url.origin} is not encrypted, so no secret is sent there`);
    }
    connected ??= connections(networkGuard(options), options);
    const { dispatcher, check } = await connected;
    await check?.(url);
    const { request } = await import('undici');
    const reply = await request(url, {
      dispatcher,
      method: method as Dispatcher.HttpMethod,
      headers: { 'user-agent': 'capuchin', ...headers },
      body: body === undefined ? null : body.toString(),
      signal: signal ?? null,
    });
    const flat = Object.entries(reply.headers).map(([name, value]) => [name, String(value ?? '')] as const);
    const text = withoutIdToken(await bounded(reply.body, url));
    const hasNoBody = reply.statusCode === 204 || reply.statusCode === 304;
    return new Response(hasNoBody ? null : text, { status: reply.statusCode, headers: Object.fromEntries(flat) });
  };
}

async function bounded(body: AsyncIterable<Uint8Array>, url: URL): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > maxBytes) throw new CapuchinError('reply-too-large', `${url.origin} answered with too much`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Nobody here reads who the user is, and what is not read need not be checked. */
function withoutIdToken(text: string): string {
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch {
    return text; // whoever reads the reply says what is wrong with it
  }
  if (!isJsonObject(value) || !Object.hasOwn(value, 'id_token')) return text;
  const { id_token: _unread, ...rest } = value;
  return JSON.stringify(rest);
}
