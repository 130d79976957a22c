import type { Api } from '../catalog/index.js';
import { type Executor, nothingRan, performStep, type UndoStep } from '../execution/index.js';
import type { PlannerTools } from '../planning/index.js';
import type { Io } from './io.js';
import { functionsOptions, openExecutor, type Permissions } from './open-executor.js';
import type { Substitutes } from './open-substitutes.js';
import type { Settings } from './settings.js';

export interface UndoContext {
  readonly settings: Settings;
  readonly guard: Permissions;
  readonly substitutes: Substitutes;
  readonly find: (id: string) => Api | undefined;
  readonly beforeIrreversible: () => Promise<void>;
  /** Whether steps that this process did not prepare itself are performed, too. */
  readonly isTrusted: boolean;
}

/** What planners take back changes with while they run. */
export interface OpenedUndo {
  /** Knows the steps that its calls prepared. */
  readonly executor: Executor;
  readonly undo: NonNullable<PlannerTools['undo']>;
}

/**
 * Whoever allowed a call that can be taken back has allowed that it is: nobody is asked again. What the policy forbids is
 * refused all the same, what somebody else changed since is left as it is, and so is what a file from elsewhere says.
 */
export function openUndo(io: Io, executor: Executor, context: UndoContext): OpenedUndo {
  const { settings, guard, substitutes, find, beforeIrreversible, isTrusted } = context;
  const own = new WeakSet<UndoStep>();
  const reversing = openExecutor(io, settings, { ...guard, yes: true }, substitutes);
  return {
    executor: {
      async call(api, args, options) {
        const seen = await executor.call(api, args, options);
        if (seen.status === 'ok' && seen.undo !== undefined) own.add(seen.undo);
        return seen;
      },
      async close() {
        await Promise.all([executor.close?.(), reversing.close?.()]);
      },
    },
    async undo(step) {
      if (!isTrusted && !own.has(step)) {
        return nothingRan({ status: 'denied', reason: 'how to take it back was said by a file from elsewhere' });
      }
      return performStep(step, {
        find,
        executor: reversing,
        functions: functionsOptions(io, settings),
        refuse: () => (guard.readOnly ? 'it changes something, and only reading is allowed (--read-only)' : undefined),
        overwrite: async () => false,
        signal: io.signal,
        beforeIrreversible,
      });
    },
  };
}
