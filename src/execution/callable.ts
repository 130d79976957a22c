import type { Invocation } from '../catalog/index.js';
import type { ArgumentChecker } from './arguments/argument-checker.js';
import { checked } from './checked.js';
import type { Executor } from './executor.js';
import { type GuardOptions, guarded } from './guarded.js';
import { routed } from './routed.js';

export interface CallableOptions {
  /** One executor for each kind of API that can be called. */
  readonly executors: Readonly<Partial<Record<Invocation['kind'], Executor>>>;
  readonly guard: GuardOptions;
  readonly checker?: ArgumentChecker;
}

/** The executor planners get: arguments are checked first, so that the call a person approves is the call that is made. */
export function callable({ executors, guard, checker }: CallableOptions): Executor {
  return checked(guarded(routed(executors), guard), checker);
}
