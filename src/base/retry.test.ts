import { describe, expect, it } from 'vitest';
import { manualClock } from './clock.js';
import type { Random } from './random.js';
import { type Retry, retry, retryAfterMs } from './retry.js';

const highest = { next: () => 0.999999 } as Random;

function failing(times: number, error = new Error('busy')) {
  let calls = 0;
  return async () => {
    calls += 1;
    if (calls <= times) throw error;
    return calls;
  };
}

describe('retry', () => {
  it('doubles the bound of the wait up to the maximum', async () => {
    const clock = manualClock();
    const retries: Retry[] = [];
    const options = { retryable: () => true, attempts: 5, baseMs: 100, maxMs: 300, clock, random: highest };
    expect(await retry(failing(4), { ...options, onRetry: seen => retries.push(seen) })).toBe(5);
    expect(clock.slept).toEqual([100, 200, 300, 300]);
    expect(retries.map(seen => seen.attempt)).toEqual([1, 2, 3, 4]);
  });

  it('waits a random part of the bound', async () => {
    const clock = manualClock();
    const random = { next: () => 0.25 } as Random;
    await retry(failing(1), { retryable: () => true, baseMs: 100, clock, random });
    expect(clock.slept).toEqual([25]);
  });

  it('waits at least as long as it was asked to', async () => {
    const clock = manualClock();
    await retry(failing(1), { retryable: () => ({ afterMs: 7000 }), baseMs: 100, clock, random: highest });
    expect(clock.slept).toEqual([7000]);
  });

  it('gives up at once when asked to wait longer than it may', async () => {
    const clock = manualClock();
    const options = { retryable: () => ({ afterMs: 3_600_000 }), clock, random: highest };
    await expect(retry(failing(1), options)).rejects.toThrow('busy');
    expect(clock.slept).toEqual([]);
  });

  it('throws what is not retryable, and the last failure when the tries are spent', async () => {
    const clock = manualClock();
    await expect(retry(failing(1), { retryable: () => false, clock })).rejects.toThrow('busy');
    expect(clock.slept).toEqual([]);
    await expect(retry(failing(9), { retryable: () => true, attempts: 3, clock })).rejects.toThrow('busy');
    expect(clock.slept).toHaveLength(2);
  });

  it('does not try again once aborted', async () => {
    const controller = new AbortController();
    let calls = 0;
    const work = async () => {
      calls += 1;
      controller.abort(new Error('enough'));
      throw new Error('busy');
    };
    const options = { retryable: () => true, clock: manualClock(), signal: controller.signal };
    await expect(retry(work, options)).rejects.toThrow('busy');
    await expect(retry(work, options)).rejects.toThrow('enough');
    expect(calls).toBe(1);
  });
});

describe('retryAfterMs', () => {
  it('reads seconds, dates, and nothing else', () => {
    const clock = manualClock(Date.parse('2026-01-01T00:00:00Z'));
    const read = (header: string | null) => retryAfterMs(header, clock);
    expect(['120', '0.5', 'Thu, 01 Jan 2026 00:00:30 GMT', 'Wed, 31 Dec 2025 00:00:00 GMT'].map(read)).toEqual([
      120_000, 500, 30_000, 0,
    ]);
    expect(['soon', '', null].map(read)).toEqual([undefined, undefined, undefined]);
  });
});
