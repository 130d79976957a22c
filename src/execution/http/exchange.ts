import type { Dispatcher } from 'undici';
import {
  CapuchinError,
  type Clock,
  linkedAbort,
  messageOf,
  type Random,
  retry,
  retryAfterMs,
  systemClock,
} from '../../base/index.js';
import type { CallOptions } from '../executor.js';
import type { Outcome } from '../observation.js';
import { defaultMaxBodyCharacters } from '../observation-body.js';
import { saveBytes } from '../shaping/save-bytes.js';
import { type Connections, connections } from './connections.js';
import type { Authorized } from './credentials.js';
import { type DescribedReply, describeReply, isText } from './describe-reply.js';
import { type HostLimits, hostLimits, type Visit } from './host-limits.js';
import { AddressRefused, type NetworkGuardOptions, networkGuard } from './network-guard.js';
import { type Proxies, proxyFor } from './proxies.js';
import { readReply } from './read-reply.js';
import { mayRepeat } from './retry-policy.js';
import { scrubber } from './scrubber.js';
import { type HttpReply, type SendOptions, sendRequest } from './send-request.js';

export interface ExchangeOptions extends NetworkGuardOptions {
  /** For the whole call: waiting for the host's rate limit, redirects and retries included. Default 30 s. */
  readonly timeoutMs?: number;
  /** Default 5 MB, decompressed. */
  readonly maxResponseBytes?: number;
  readonly maxBodyCharacters?: number;
  readonly maxRedirects?: number;
  /** Tries in all of what may be sent again. Default 3. */
  readonly attempts?: number;
  /** How many requests hosts get at once, and how often. Default `hostLimits()`, of this executor alone. */
  readonly limits?: HostLimits;
  /** Folder for replies that are no text. Absent: they are summed up. */
  readonly replyFolder?: string;
  /** How connections are made instead; hosts are still checked, but by name only. */
  readonly dispatcher?: Dispatcher;
  readonly proxies?: Proxies;
  readonly clock?: Clock;
  readonly random?: Random;
}

export interface ExchangeFacts extends Pick<CallOptions, 'signal' | 'onReply'> {
  /** Whether the request carries an idempotency key. */
  readonly hasKey?: boolean;
}

export interface Exchanged {
  readonly outcome: Outcome;
  /** What could not be checked, in words. */
  readonly warnings: readonly string[];
}

/** Everything between requests with their credentials and what came of them; they share connections and limits. */
export interface Exchange {
  /** Sends a request and says what came of it. Throws only the signal's reason. */
  send(authorized: Authorized, facts?: ExchangeFacts): Promise<Exchanged>;
  /** Ends the connections that are open. A later request opens others. */
  close(): Promise<void>;
}

export function httpExchange(options: ExchangeOptions = {}): Exchange {
  const { clock = systemClock, timeoutMs = 30_000, maxRedirects = 5, proxies } = options;
  const { limits = hostLimits({ clock }) } = options;
  const guard = networkGuard(options);
  let making: Promise<Connections> | undefined;

  async function close(): Promise<void> {
    const made = await making;
    making = undefined;
    await made?.close();
  }

  async function send(
    authorized: Authorized,
    { signal: outer, onReply, hasKey = false }: ExchangeFacts = {},
  ): Promise<Exchanged> {
    const { request, secretHeaders, secrets } = authorized;
    const abort = linkedAbort(outer);
    const timer = setTimeout(() => abort.because(timedOut), timeoutMs);
    const deadlineMs = clock.now() + timeoutMs;
    const scrub = scrubber(secrets);
    const warnings = proxyFor(new URL(request.url), proxies) === undefined ? [] : [pinnedToProxy];
    try {
      making ??= connections(guard, options);
      const { dispatcher, check } = await making;
      const sending: SendOptions = {
        dispatcher,
        ...(check === undefined ? {} : { check }),
        maxRedirects,
        secretHeaders,
        enter: url => enterHost(url, limits, deadlineMs, abort.signal),
        signal: abort.signal,
      };
      const { outcome, complete } = await withRetries(authorized, hasKey, sending, { ...options, clock }, deadlineMs);
      onReply?.(complete);
      return { outcome, warnings };
    } catch (thrown) {
      if (outer?.aborted === true) throw outer.reason;
      const isWaiting = thrown instanceof CapuchinError && thrown.code === 'host-busy';
      if (abort.signal.reason === timedOut && !isWaiting) {
        return { outcome: { status: 'timeout', afterMs: timeoutMs }, warnings };
      }
      const reason = scrub(reasonOf(thrown));
      return { outcome: { status: thrown instanceof AddressRefused ? 'denied' : 'failed', reason }, warnings };
    } finally {
      clearTimeout(timer);
      abort.unlink();
    }
  }
  return { send, close };
}

const timedOut = Symbol('timed out');
const pinnedToProxy =
  'the request went through a proxy: its host was checked from here, but the proxy looks it up once more';

/** A call that times out while it waits for others has sent nothing, and says so. */
async function enterHost(url: URL, limits: HostLimits, deadlineMs: number, signal: AbortSignal): Promise<Visit> {
  try {
    return await limits.enter(url.host, { deadlineMs, signal });
  } catch (thrown) {
    if (thrown !== timedOut) throw thrown;
    throw new CapuchinError('host-busy', `other calls to ${url.host} took all of its time; nothing was sent`);
  }
}

/** A failure that may pass by itself. */
class Later extends Error {
  constructor(
    /** What the call comes to when it does not. */
    readonly last: DescribedReply | { readonly thrown: unknown },
    readonly afterMs = 0,
  ) {
    super('it may be tried again');
  }
}

/** Sends again what may be sent again. When it does not get better, the last reply or failure is what came of it. */
async function withRetries(
  { request, secrets }: Authorized,
  hasKey: boolean,
  sending: SendOptions,
  options: ExchangeOptions & { readonly clock: Clock },
  deadlineMs: number,
): Promise<DescribedReply> {
  const { attempts = 3, random, clock, maxResponseBytes = 5_000_000 } = options;
  const headers = { 'user-agent': 'capuchin', 'accept-encoding': 'gzip, deflate, br', ...request.headers };

  async function send(): Promise<HttpReply> {
    try {
      return await sendRequest({ ...request, headers }, sending);
    } catch (thrown) {
      throw mayRepeat(request.method, hasKey, { unanswered: thrown }) ? new Later({ thrown }) : thrown;
    }
  }

  async function once(): Promise<DescribedReply> {
    const reply = await send();
    const read = await readReply(reply, maxResponseBytes, sending.signal);
    const isFile = options.replyFolder !== undefined && reply.status < 400 && read.complete && read.bytes.length > 0;
    const saved =
      isFile && !isText(reply, read)
        ? await saveBytes(read.bytes, reply.headers['content-type'] ?? '', options.replyFolder)
        : undefined;
    const { maxBodyCharacters = defaultMaxBodyCharacters } = options;
    const described = describeReply(reply, read, request.method, {
      maxBodyCharacters,
      scrub: scrubber(secrets),
      saved,
    });
    if (!mayRepeat(request.method, hasKey, { status: reply.status })) return described;
    throw new Later(described, retryAfterMs(reply.headers['retry-after'], clock));
  }

  try {
    return await retry(once, {
      retryable: thrown =>
        thrown instanceof Later && clock.now() + thrown.afterMs <= deadlineMs && { afterMs: thrown.afterMs },
      attempts,
      maxMs: 10_000,
      clock,
      ...(random === undefined ? {} : { random }),
      signal: sending.signal,
    });
  } catch (thrown) {
    if (!(thrown instanceof Later)) throw thrown;
    if ('thrown' in thrown.last) throw thrown.last.thrown;
    return thrown.last;
  }
}

/** Errors of several connection attempts have no message of their own. */
function reasonOf(thrown: unknown): string {
  if (thrown instanceof CapuchinError) return thrown.message;
  const inner = thrown instanceof AggregateError ? thrown.errors[0] : thrown;
  return `the request failed: ${messageOf(inner) || 'no reason given'}`;
}
