import type { Agent, Dispatcher } from 'undici';
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
import type { Api } from '../../catalog/index.js';
import type { Executor } from '../executor.js';
import { nothingRan } from '../nothing-ran.js';
import type { Observation, Outcome } from '../observation.js';
import { defaultMaxBodyCharacters } from '../observation-body.js';
import type { HttpRequest } from './build-request.js';
import { type Authorized, type CredentialLookup, scrubber } from './credentials.js';
import { describeReply } from './describe-reply.js';
import { guardedAgent } from './guarded-agent.js';
import { AddressRefused, type NetworkGuardOptions, networkGuard } from './network-guard.js';
import { prepareRequest } from './prepare-request.js';
import { readReply } from './read-reply.js';
import { type SendOptions, sendRequest } from './send-request.js';

export interface HttpExecutorOptions extends NetworkGuardOptions {
  readonly credentials?: CredentialLookup;
  /** Base address in place of the servers the source names; needed where it names none. */
  readonly server?: (api: Api) => string | undefined;
  /** For the whole call, redirects and retries included. Default 30 s. */
  readonly timeoutMs?: number;
  /** Default 5 MB, decompressed. */
  readonly maxResponseBytes?: number;
  readonly maxBodyCharacters?: number;
  readonly maxRedirects?: number;
  /** Tries in all of a GET or HEAD that is answered with 429 or 503. Default 3. */
  readonly attempts?: number;
  /** How connections are made instead, such as through a proxy; hosts are still checked, but by name only. */
  readonly dispatcher?: Dispatcher;
  readonly clock?: Clock;
  readonly random?: Random;
}

/** An executor for HTTP requests, as OpenAPI describes them, that calls only public hosts and those allowed. */
export function httpExecutor(options: HttpExecutorOptions = {}): Executor {
  const { clock = systemClock, credentials = () => undefined } = options;
  const guard = networkGuard(options);
  let agent: Promise<Agent> | undefined;

  async function connections(): Promise<Pick<SendOptions, 'dispatcher' | 'guard'>> {
    if (options.dispatcher !== undefined) return { dispatcher: options.dispatcher, guard };
    agent ??= guardedAgent(guard);
    return { dispatcher: await agent };
  }

  return {
    async call(api, args, { signal } = {}): Promise<Observation> {
      signal?.throwIfAborted();
      const { invocation } = api;
      if (invocation.kind !== 'http')
        return nothingRan({ status: 'not-callable', reason: 'it is not an HTTP request' });
      const server = options.server?.(api);
      const prepared = await prepareRequest(api, invocation, args, { credentials, server, clock, signal });
      if ('status' in prepared) return nothingRan(prepared);
      const startMs = clock.now();
      const outcome = await perform(prepared, await connections(), options, clock, signal);
      return { ...outcome, provenance: 'live', elapsedMs: Math.max(0, clock.now() - startMs), coerced: [] };
    },
  };
}

const timedOut = Symbol('timed out');

/** Sends the request within the time limit and says what came of it. Throws only the caller's own abort reason. */
async function perform(
  { request, secretHeaders, secrets }: Authorized,
  connections: Pick<SendOptions, 'dispatcher' | 'guard'>,
  options: HttpExecutorOptions,
  clock: Clock,
  outer: AbortSignal | undefined,
): Promise<Outcome> {
  const { timeoutMs = 30_000, maxRedirects = 5 } = options;
  const abort = linkedAbort(outer);
  const timer = setTimeout(() => abort.because(timedOut), timeoutMs);
  const scrub = scrubber(secrets);
  try {
    const sending = { ...connections, maxRedirects, secretHeaders, signal: abort.signal };
    return await withRetries(request, sending, options, clock, scrub);
  } catch (thrown) {
    if (outer?.aborted === true) throw outer.reason;
    if (abort.signal.reason === timedOut) return { status: 'timeout', afterMs: timeoutMs };
    const reason = scrub(reasonOf(thrown));
    return thrown instanceof AddressRefused ? { status: 'denied', reason } : { status: 'failed', reason };
  } finally {
    clearTimeout(timer);
    abort.unlink();
  }
}

/** A reply that asks to come back later. */
class Later extends Error {
  constructor(
    readonly outcome: Outcome,
    readonly afterMs: number | undefined,
  ) {
    super('asked to come back later');
  }
}

/** Only what is safe to send twice is sent again. When it does not get better, the last reply is the outcome. */
async function withRetries(
  request: HttpRequest,
  sending: SendOptions,
  options: HttpExecutorOptions,
  clock: Clock,
  scrub: (text: string) => string,
): Promise<Outcome> {
  const mayRepeat = request.method === 'GET' || request.method === 'HEAD';
  const { maxResponseBytes = 5_000_000, maxBodyCharacters = defaultMaxBodyCharacters, attempts = 3, random } = options;
  async function once(): Promise<Outcome> {
    const headers = { 'user-agent': 'capuchin', 'accept-encoding': 'gzip, deflate, br', ...request.headers };
    const reply = await sendRequest({ ...request, headers }, sending);
    const read = await readReply(reply, maxResponseBytes);
    const outcome = describeReply(reply, read, request.method, { maxBodyCharacters, scrub });
    const isBusy = reply.status === 429 || reply.status === 503;
    if (mayRepeat && isBusy) throw new Later(outcome, retryAfterMs(reply.headers['retry-after'], clock));
    return outcome;
  }
  try {
    return await retry(once, {
      retryable: thrown => thrown instanceof Later && { afterMs: thrown.afterMs ?? 0 },
      attempts,
      maxMs: 10_000,
      clock,
      ...(random === undefined ? {} : { random }),
      signal: sending.signal,
    });
  } catch (thrown) {
    if (thrown instanceof Later) return thrown.outcome;
    throw thrown;
  }
}

/** Errors of several connection attempts have no message of their own. */
function reasonOf(thrown: unknown): string {
  if (thrown instanceof CapuchinError) return thrown.message;
  const inner = thrown instanceof AggregateError ? thrown.errors[0] : thrown;
  return `the request failed: ${messageOf(inner) || 'no reason given'}`;
}
