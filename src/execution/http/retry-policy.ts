import type { HttpRequest } from './build-request.js';

/** Why a request may have to be sent again. */
export type Failure =
  /** It was answered, with this status. */
  | { readonly status: number }
  /** It was not: no connection came about, or it ended before a reply. */
  | { readonly unanswered: unknown };

const safe: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
const idempotent: ReadonlySet<string> = new Set(['PUT', 'DELETE']);

/**
 * Whether a request may be sent again after a failure. What only reads may be whenever the host, something before it or
 * the connection had no time for it. What comes to the same when it is done twice (`PUT`, `DELETE`, and anything with an
 * idempotency key) may be when the host says that it did nothing, or nothing was heard of it. Anything else never.
 *
 * Source: RFC 9110, section 9.2.2.
 */
export function mayRepeat(method: HttpRequest['method'], hasKey: boolean, failure: Failure): boolean {
  const isSafe = safe.has(method);
  if (!isSafe && !idempotent.has(method) && !hasKey) return false;
  if ('unanswered' in failure) return isConnectionFailure(failure.unanswered);
  const { status } = failure;
  return status === 429 || status === 503 || (isSafe && (status === 502 || status === 504));
}

/** What comes and goes in networks; wrong certificates and unknown hosts stay. */
const passing = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_SOCKET',
]);

function isConnectionFailure(thrown: unknown): boolean {
  if (thrown instanceof AggregateError) return thrown.errors.length > 0 && thrown.errors.every(isConnectionFailure);
  return thrown instanceof Error && 'code' in thrown && passing.has(String(thrown.code));
}
