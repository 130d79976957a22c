import type { Executor } from './executor.js';

/** How an executor made of others is closed, to be spread into it: all of them are, or nothing where none needs it. */
export function closing(...executors: readonly Executor[]): Pick<Executor, 'close'> {
  const needing = executors.filter(executor => executor.close !== undefined);
  if (needing.length === 0) return {};
  return {
    async close() {
      await Promise.all(needing.map(executor => executor.close?.()));
    },
  };
}
