import type { Clock } from './clock.js';
import { systemClock } from './clock.js';
import { type Random, unseededRandom } from './random.js';

export interface RetryOptions {
  /** Whether a failure may pass by itself; `afterMs` is how long the other side asked to be left alone. */
  readonly retryable: (error: unknown) => boolean | { readonly afterMs: number };
  /** Tries in all, the first included. */
  readonly attempts?: number;
  readonly baseMs?: number;
  readonly maxMs?: number;
  readonly clock?: Clock;
  readonly random?: Random;
  readonly signal?: AbortSignal | undefined;
  readonly onRetry?: (retry: Retry) => void;
}

export interface Retry {
  /** The number of the try that failed, from 1. */
  readonly attempt: number;
  readonly delayMs: number;
  readonly error: unknown;
}

/**
 * Tries `work` again while its failures are retryable, waiting in between with exponential backoff and full jitter: a
 * random time below `baseMs` × 2^(attempt − 1), at most `maxMs`. A time the other side asked for is a lower bound; when
 * it is above `maxMs` the failure is thrown at once.
 *
 * Source: Brooker 2015, "Exponential Backoff And Jitter", AWS Architecture Blog.
 */
export async function retry<T>(work: (attempt: number) => Promise<T>, options: RetryOptions): Promise<T> {
  const { attempts = 4, baseMs = 500, maxMs = 30_000, clock = systemClock, random = unseededRandom() } = options;
  for (let attempt = 1; ; attempt++) {
    options.signal?.throwIfAborted();
    try {
      return await work(attempt);
    } catch (error) {
      if (attempt >= attempts || options.signal?.aborted === true) throw error;
      const verdict = options.retryable(error);
      if (verdict === false) throw error;
      const askedMs = verdict === true ? 0 : verdict.afterMs;
      if (askedMs > maxMs) throw error;
      const jitterMs = random.next() * Math.min(maxMs, baseMs * 2 ** (attempt - 1));
      const delayMs = Math.round(Math.max(askedMs, jitterMs));
      options.onRetry?.({ attempt, delayMs, error });
      await clock.sleep(delayMs, options.signal);
    }
  }
}

/** The wait a `Retry-After` header asks for: seconds or an HTTP date. `undefined` when there is none to understand. */
export function retryAfterMs(header: string | null | undefined, clock: Clock): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - clock.now());
}
