import { type Clock, retryAfterMs } from '../../base/index.js';

/** What a host says about how often it may be asked. */
export interface HostPace {
  /** It wants no request for this long. */
  readonly quietMs?: number;
  /** Requests it still takes, and after how long it counts anew. */
  readonly left?: { readonly requests: number; readonly resetMs: number };
}

type Headers = Readonly<Record<string, string>>;

/**
 * Reads `Retry-After` (of replies that turn a request away), `RateLimit` and `RateLimit-*` as the IETF drafts have had
 * them, and the `X-RateLimit-*` that came before them. Headers that say nothing clear are passed over.
 *
 * Source: RFC 9110, section 10.2.3; draft-ietf-httpapi-ratelimit-headers, versions 3 to 10.
 */
export function readPace(status: number, headers: Headers, clock: Clock): HostPace {
  const quietMs = status === 429 || status === 503 ? retryAfterMs(headers['retry-after'], clock) : undefined;
  const left = leftInFields(headers, clock) ?? leftInOne(headers['ratelimit']);
  return { ...(quietMs === undefined ? {} : { quietMs }), ...(left === undefined ? {} : { left }) };
}

const families = ['ratelimit', 'x-ratelimit', 'x-rate-limit'];

/** `RateLimit-Remaining: 3` with `RateLimit-Reset: 20`, and the older spellings. */
function leftInFields(headers: Headers, clock: Clock): HostPace['left'] {
  for (const family of families) {
    const requests = wholeNumber(headers[`${family}-remaining`]);
    const resetMs = untilReset(headers[`${family}-reset`], clock);
    if (requests !== undefined && resetMs !== undefined) return { requests, resetMs };
  }
  return undefined;
}

/** `RateLimit: limit=100, remaining=3, reset=20` and `RateLimit: "default";r=3;t=20`; of several limits the tightest. */
function leftInOne(header: string | undefined): HostPace['left'] {
  let tightest: HostPace['left'];
  for (const policy of header?.includes('"') === true ? header.split(',') : [header ?? '']) {
    const requests = wholeNumber(/(?:^|[;,\s])(?:r|remaining)=(\d{1,12})/.exec(policy)?.[1]);
    const seconds = wholeNumber(/(?:^|[;,\s])(?:t|reset)=(\d{1,12})/.exec(policy)?.[1]);
    if (requests === undefined || seconds === undefined) continue;
    if (tightest === undefined || requests < tightest.requests) tightest = { requests, resetMs: seconds * 1_000 };
  }
  return tightest;
}

/** Resets are given in seconds from now, or as a time in seconds or milliseconds since 1970; which, their size tells. */
function untilReset(text: string | undefined, clock: Clock): number | undefined {
  const number = wholeNumber(text);
  if (number === undefined) return undefined;
  if (number < 1e9) return number * 1_000;
  return Math.max(0, (number < 1e12 ? number * 1_000 : number) - clock.now());
}

/** The first number where a header was sent twice. Fractions are rounded up, which is the careful side for a wait. */
function wholeNumber(text: string | undefined): number | undefined {
  const first = text?.split(',', 1)[0]?.trim() ?? '';
  return /^\d{1,15}(\.\d{1,6})?$/.test(first) ? Math.ceil(Number(first)) : undefined;
}
