export interface HandOver<T> {
  /** Waits until the value is taken, or nobody takes any more. */
  give(value: T): Promise<void>;
  /** What is given, in order, until closed. */
  taken(): AsyncGenerator<T, void, void>;
  close(): void;
}

/** What several give and one takes, without anything waiting in between but with those who gave it. */
export function handOver<T>(): HandOver<T> {
  const given: { readonly value: T; readonly taken: () => void }[] = [];
  let isClosed = false;
  let wake = () => {};
  return {
    give: (value: T): Promise<void> =>
      new Promise(taken => {
        if (isClosed) return taken();
        given.push({ value, taken });
        wake();
      }),
    close(): void {
      isClosed = true;
      for (const { taken } of given) taken();
      wake();
    },
    async *taken(): AsyncGenerator<T, void, void> {
      for (;;) {
        const next = given.shift();
        if (next !== undefined) {
          next.taken();
          yield next.value;
        } else if (isClosed) {
          return;
        } else {
          await new Promise<void>(resolve => {
            wake = resolve;
          });
        }
      }
    },
  };
}
