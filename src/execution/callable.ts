import type { Invocation } from '../catalog/index.js';
import type { ArgumentChecker } from './arguments/argument-checker.js';
import { checked } from './checked.js';
import { closing } from './closing.js';
import type { Executor } from './executor.js';
import { type GuardOptions, guarded } from './guarded.js';
import { routed } from './routed.js';

export interface CallableOptions {
  /** One executor for each kind of API that can be called. */
  readonly executors: Readonly<Partial<Record<Invocation['kind'], Executor>>>;
  readonly guard: GuardOptions;
  readonly checker?: ArgumentChecker;
  /** Wrapped around calls that were permitted, the first innermost: what prepares undoing, records, or is told of calls. */
  readonly permitted?: readonly WrapExecutor[];
  /** Wrapped around the asking for permission: what answers without calling anything, such as recordings and simulations. */
  readonly instead?: readonly WrapExecutor[];
}

export type WrapExecutor = (executor: Executor) => Executor;

/** The executor planners get: arguments are checked first, so that the call a person approves is the call that is made. */
export function callable({ executors, guard, checker, permitted = [], instead = [] }: CallableOptions): Executor {
  const around = (executor: Executor, wraps: readonly WrapExecutor[]) =>
    wraps.reduce((inner, wrap) => wrap(inner), executor);
  const executor = checked(around(guarded(around(routed(executors), permitted), guard), instead), checker);
  // Whatever stands around them, what they opened can be closed.
  return executor.close === undefined ? { ...executor, ...closing(...Object.values(executors)) } : executor;
}
