import type { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import { CapuchinError } from '../../base/index.js';
import type { HttpRequest } from './build-request.js';
import type { Visit } from './host-limits.js';

export interface SendOptions {
  readonly dispatcher: Dispatcher;
  /** Awaited before each hop, where the dispatcher does not check hosts itself. Throws for hosts not to be called. */
  readonly check?: (url: URL) => Promise<unknown>;
  readonly maxRedirects: number;
  /** Headers, in lower case, that only the first host may see. */
  readonly secretHeaders?: readonly string[];
  /** Awaited before each hop; the visit ends when the hop's reply was read or given up. */
  readonly enter?: (url: URL) => Promise<Visit>;
  readonly signal?: AbortSignal;
}

/** A reply whose body is still to be read, or destroyed. */
export interface HttpReply {
  readonly url: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readable;
}

/** Headers that carry credentials whoever put them there. */
const alwaysSecret = ['authorization', 'cookie', 'proxy-authorization'];
const redirects = new Set([301, 302, 303, 307, 308]);

/**
 * Sends a request and follows its redirects, each of which is a new connection that the guard checks. Headers with
 * secrets stay with the origin they were meant for; https never leads to http. Throws `CapuchinError`
 * (`address-refused`, `redirect-refused`) or what the network throws.
 *
 * Source for methods: RFC 9110, section 15.4 (303: GET; 301 and 302: GET after POST, as everyone does).
 */
export async function sendRequest(first: HttpRequest, options: SendOptions): Promise<HttpReply> {
  let request = first;
  for (let hop = 0; ; hop += 1) {
    const reply = await sendOnce(request, options);
    const { location } = reply.headers;
    if (!redirects.has(reply.status) || location === undefined) return reply;
    reply.body.on('error', () => {}); // nobody reads it any more
    reply.body.destroy();
    if (hop === options.maxRedirects) throw refused(`more than ${options.maxRedirects} redirects`);
    request = redirected(request, reply.status, location, options.secretHeaders ?? []);
  }
}

async function sendOnce(request: HttpRequest, options: SendOptions): Promise<HttpReply> {
  const url = new URL(request.url);
  await options.check?.(url);
  const visit = await options.enter?.(url);
  try {
    const reply = await exchangeOnce(request, url, options);
    visit?.learn(reply.status, reply.headers);
    reply.body.once('close', () => visit?.leave());
    return reply;
  } catch (thrown) {
    visit?.leave();
    throw thrown;
  }
}

async function exchangeOnce(request: HttpRequest, url: URL, { dispatcher, signal }: SendOptions): Promise<HttpReply> {
  const undici = await import('undici');
  const { statusCode, headers, body } = await undici.request(url, {
    dispatcher,
    method: request.method,
    headers: { ...request.headers },
    body:
      typeof request.body === 'string' ? request.body : request.body === undefined ? null : Buffer.from(request.body),
    signal: signal ?? null,
    headersTimeout: 0, // the caller's signal limits the time of the whole call
    bodyTimeout: 0,
  });
  const flat = Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]);
  return { url: url.href, status: statusCode, headers: Object.fromEntries(flat), body };
}

function redirected(
  { method, url, headers, body }: HttpRequest,
  status: number,
  location: string,
  secretHeaders: readonly string[],
): HttpRequest {
  const from = new URL(url);
  if (!URL.canParse(location, from.href)) throw refused('a redirect to no address');
  const to = new URL(location, from);
  if (to.protocol !== 'https:' && to.protocol !== 'http:') throw refused(`a redirect to ${to.protocol}`);
  if (from.protocol === 'https:' && to.protocol === 'http:') throw refused('a redirect from https to http');
  if (to.username !== '' || to.password !== '') throw refused('a redirect to an address with a user name or password');
  to.hash = '';
  const secret = to.origin === from.origin ? [] : [...alwaysSecret, ...secretHeaders];
  const becomesGet =
    status === 303 ? method !== 'GET' && method !== 'HEAD' : (status === 301 || status === 302) && method === 'POST';
  const dropped = new Set(becomesGet ? [...secret, 'content-type'] : secret);
  const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => !dropped.has(name)));
  if (becomesGet) return { method: 'GET', url: to.href, headers: kept };
  return { method, url: to.href, headers: kept, ...(body === undefined ? {} : { body }) };
}

function refused(what: string): CapuchinError {
  return new CapuchinError('redirect-refused', `the host answered with ${what}, which is not followed`);
}
