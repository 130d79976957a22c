/** The promise's outcome, or the signal's reason as soon as it is aborted. The promise's own work is not stopped. */
export async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  if (signal.aborted) {
    promise.catch(() => {}); // nobody waits for it any more
    throw signal.reason;
  }
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** The items one by one; throws the signal's reason when it was aborted while the receiver held one. */
export function* eachUntilAborted<T>(items: Iterable<T>, signal: AbortSignal | undefined): Generator<T, void, void> {
  for (const item of items) {
    yield item;
    signal?.throwIfAborted();
  }
}
