/** The items one by one; throws the signal's reason when it was aborted while the receiver held one. */
export function* eachUntilAborted<T>(items: Iterable<T>, signal: AbortSignal | undefined): Generator<T, void, void> {
  for (const item of items) {
    yield item;
    signal?.throwIfAborted();
  }
}
