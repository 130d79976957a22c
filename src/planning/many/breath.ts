import { setImmediate } from 'node:timers/promises';

/**
 * Lets timers, signals and input through at least every `everyMs`: work that never waits for anything would keep them out
 * for as long as it lasts. All who ask meanwhile wait for the same breath.
 */
export function breathing(everyMs: number, now: () => number): () => Promise<void> | undefined {
  let lastAt = now();
  let breath: Promise<void> | undefined;
  return () => {
    if (breath === undefined && now() - lastAt >= everyMs) {
      breath = setImmediate().then(() => {
        breath = undefined;
        lastAt = now();
      });
    }
    return breath;
  };
}
