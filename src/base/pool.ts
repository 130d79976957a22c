import { linkedAbort } from './abort.js';
import { checkConcurrency } from './check-concurrency.js';
import { CapuchinError } from './errors.js';
import { createFairPool } from './fair-pool.js';

/** A bound on how many pieces of work run at once. */
export interface Pool {
  /** Runs `work` when there is room, in the order asked for. @throws the signal's reason when aborted while waiting. */
  run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T>;
}

export function createPool(concurrency: number): Pool {
  const lane = createFairPool(concurrency).lane();
  return {
    async run(work, signal) {
      const leave = await lane.enter(signal);
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}

export type PoolWork<T, R> = (item: T, index: number, signal: AbortSignal) => Promise<R>;

/**
 * The results of `work` in the order of the items, at most `concurrency` at once. Items are taken only when there is
 * room for them. The first failure aborts the signal given to the others, waits for them to end, and is thrown.
 */
export async function mapPool<T, R>(
  items: Iterable<T> | AsyncIterable<T>,
  concurrency: number,
  work: PoolWork<T, R>,
  options: { readonly signal?: AbortSignal } = {},
): Promise<R[]> {
  checkConcurrency(concurrency);
  const abort = linkedAbort(options.signal);
  const iterator = iteratorOf(items);
  const results: R[] = [];
  let count = 0;

  async function takeItems(): Promise<void> {
    while (!abort.signal.aborted) {
      const step = await iterator.next();
      if (step.done === true || abort.signal.aborted) return;
      const index = count++;
      results[index] = await work(step.value, index, abort.signal);
    }
  }

  try {
    await Promise.all(Array.from({ length: concurrency }, () => takeItems().catch(abort.because)));
    abort.signal.throwIfAborted();
    return results;
  } finally {
    abort.unlink();
    if (abort.signal.aborted) await iterator.return?.();
  }
}

/**
 * Like `mapPool` for streams: yields results in the order of the items and reads at most `concurrency` items ahead of
 * the consumer. A consumer that stops early aborts what still runs.
 */
export async function* streamPool<T, R>(
  items: Iterable<T> | AsyncIterable<T>,
  concurrency: number,
  work: PoolWork<T, R>,
  options: { readonly signal?: AbortSignal } = {},
): AsyncGenerator<R, void, undefined> {
  checkConcurrency(concurrency);
  const abort = linkedAbort(options.signal);
  const running: Promise<R>[] = [];
  let count = 0;
  try {
    for await (const item of items) {
      abort.signal.throwIfAborted();
      const started = work(item, count++, abort.signal);
      started.catch(abort.because); // a late item's failure stops the earlier ones at once
      running.push(started);
      if (running.length === concurrency) yield await (running.shift() as Promise<R>);
    }
    for (let next = running.shift(); next !== undefined; next = running.shift()) yield await next;
  } catch (thrown) {
    abort.because(thrown);
    throw abort.signal.reason; // the first failure, which may be another item's than the one awaited
  } finally {
    abort.because(new CapuchinError('aborted', 'the results are no longer wanted'));
    abort.unlink();
    await Promise.allSettled(running);
  }
}

function iteratorOf<T>(items: Iterable<T> | AsyncIterable<T>): Iterator<T> | AsyncIterator<T> {
  return Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
}
