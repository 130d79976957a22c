import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createPool, mapPool, streamPool } from './pool.js';

/** Counts how much runs at once. */
function meter() {
  const seen = { now: 0, most: 0 };
  return {
    seen,
    async work<T>(result: T): Promise<T> {
      seen.now += 1;
      seen.most = Math.max(seen.most, seen.now);
      await turn();
      seen.now -= 1;
      return result;
    },
  };
}

const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

describe('createPool', () => {
  it('never runs more than its bound, and starts in the order asked for', async () => {
    const pool = createPool(2);
    const { seen, work } = meter();
    const started: number[] = [];
    const results = await Promise.all(
      [1, 2, 3, 4, 5].map(n =>
        pool.run(() => {
          started.push(n);
          return work(n * n);
        }),
      ),
    );
    expect({ results, started, most: seen.most }).toEqual({
      results: [1, 4, 9, 16, 25],
      started: [1, 2, 3, 4, 5],
      most: 2,
    });
  });

  it('gives room back after a failure, and lets waiters leave', async () => {
    const pool = createPool(1);
    const failing = pool.run(async () => {
      throw new Error('broken');
    });
    const controller = new AbortController();
    const leaving = pool.run(async () => 'never', controller.signal);
    const staying = pool.run(async () => 'done');
    controller.abort(new Error('left'));
    await expect(failing).rejects.toThrow('broken');
    await expect(leaving).rejects.toThrow('left');
    expect(await staying).toBe('done');
    expect(await pool.run(async () => 'again')).toBe('again');
  });

  it('refuses a bound below one', () => {
    expect(() => createPool(0)).toThrow('concurrency is a whole number from 1 on, not 0');
  });
});

describe('mapPool', () => {
  it('keeps the order of the items within its bound', async () => {
    const { seen, work } = meter();
    expect(await mapPool([3, 1, 2], 2, n => work(n * 10))).toEqual([30, 10, 20]);
    expect(seen.most).toBe(2);
    expect(await mapPool([], 2, work)).toEqual([]);
  });

  it('takes items from a stream only when there is room', async () => {
    const { work } = meter();
    let taken = 0;
    let most = 0;
    let done = 0;
    async function* items() {
      for (let n = 0; n < 20; n++) {
        most = Math.max(most, ++taken - done);
        yield n;
      }
    }
    const results = await mapPool(items(), 3, async n => {
      await work(n);
      done += 1;
      return n;
    });
    expect(results).toEqual(Array.from({ length: 20 }, (_, n) => n));
    expect(most).toBeLessThanOrEqual(3);
  });

  it('throws the first failure after the others have ended', async () => {
    const ended: number[] = [];
    const mapping = mapPool([0, 1, 2, 3], 2, async (n, _index, signal) => {
      if (n === 1) throw new Error('first failure');
      await untilAborted(signal).finally(() => ended.push(n));
    });
    await expect(mapping).rejects.toThrow('first failure');
    expect(ended).toEqual([0]);
  });

  it("stops with the caller's reason", async () => {
    const controller = new AbortController();
    const mapping = mapPool([1, 2], 1, (_n, _index, signal) => untilAborted(signal), { signal: controller.signal });
    await turn();
    controller.abort(new Error('enough'));
    await expect(mapping).rejects.toThrow('enough');
  });
});

describe('streamPool', () => {
  it('yields in order and reads no further ahead than its bound', async () => {
    const { work } = meter();
    let taken = 0;
    function* items() {
      for (let n = 0; n < 10; n++) {
        taken += 1;
        yield n;
      }
    }
    const results: number[] = [];
    for await (const result of streamPool(items(), 3, work)) {
      results.push(result);
      expect(taken - results.length).toBeLessThanOrEqual(2);
    }
    expect(results).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('throws the failure of a later item without waiting for the earlier ones to finish', async () => {
    const stream = streamPool([0, 1], 3, async (n, _index, signal) => {
      if (n === 1) throw new Error('later item');
      return untilAborted(signal);
    });
    await expect(stream.next()).rejects.toThrow('later item');
  });

  it('aborts what runs when the consumer stops', async () => {
    const aborted: number[] = [];
    const stream = streamPool([0, 1, 2], 2, async (n, _index, signal) => {
      if (n === 0) return n;
      return untilAborted(signal).finally(() => aborted.push(n));
    });
    for await (const result of stream) {
      expect(result).toBe(0);
      break;
    }
    expect(aborted).toEqual([1]);
  });
});
