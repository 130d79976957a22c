import { setTimeout as delay } from 'node:timers/promises';

/** Where time comes from, so that tests need not wait for it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** @throws the signal's reason as soon as it is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(ms, signal) {
    signal?.throwIfAborted();
    try {
      await delay(ms, undefined, signal === undefined ? {} : { signal });
    } catch (thrown) {
      signal?.throwIfAborted(); // Node's own AbortError would hide the reason
      throw thrown;
    }
  },
};

export interface ManualClock extends Clock {
  /** Every sleep asked for so far, in milliseconds. */
  readonly slept: readonly number[];
  advance(ms: number): void;
}

/** A clock for tests: a sleep moves the time on and returns at once. */
export function manualClock(startMs = 0): ManualClock {
  let nowMs = startMs;
  const slept: number[] = [];
  return {
    slept,
    now: () => nowMs,
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      slept.push(ms);
      nowMs += ms;
    },
    advance(ms) {
      nowMs += ms;
    },
  };
}
