/**
 * Runs generators at once, at most `concurrency` of them, begun in order. Yields what they yield as it comes, and returns
 * what they return in their order. When one throws, no other is begun, those under way come to their end with all they
 * yield, and then it is thrown.
 */
export async function* together<E, R>(
  works: readonly AsyncGenerator<E, R, void>[],
  concurrency: number,
): AsyncGenerator<E, readonly R[], void> {
  type Step = { readonly index: number; readonly next: IteratorResult<E, R> } | { readonly thrown: unknown };
  const results: R[] = [];
  const running = new Map<number, Promise<readonly [number, Step]>>();
  let begun = 0;
  let failure: { readonly thrown: unknown } | undefined;

  const goOn = (index: number, work: AsyncGenerator<E, R, void>): void => {
    const step = work.next().then(
      (next): readonly [number, Step] => [index, { index, next }],
      (thrown: unknown): readonly [number, Step] => [index, { thrown }],
    );
    // Moved to the end: of steps that are there together, that of the work waiting longest is taken.
    running.delete(index);
    running.set(index, step);
  };

  try {
    for (;;) {
      while (failure === undefined && begun < works.length && running.size < concurrency) {
        goOn(begun, works[begun] as AsyncGenerator<E, R, void>);
        begun += 1;
      }
      if (running.size === 0) break;
      const [index, step] = await Promise.race(running.values());
      if ('thrown' in step) {
        failure ??= step;
        running.delete(index);
      } else if (step.next.done === true) {
        results[index] = step.next.value;
        running.delete(index);
      } else {
        yield step.next.value;
        goOn(index, works[index] as AsyncGenerator<E, R, void>);
      }
    }
  } finally {
    await Promise.allSettled(works.map(work => work.return(undefined as R)));
  }
  if (failure !== undefined) throw failure.thrown;
  return results;
}
