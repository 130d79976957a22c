import { CapuchinError, linkedAbort } from '../base/index.js';
import type { Effect } from '../catalog/index.js';
import type { Executor } from '../execution/index.js';
import type { PlannerTools, RunLimits } from './planner.js';

export interface LimitedTools {
  readonly tools: PlannerTools;
  /** Lets go of the clock. */
  readonly release: () => void;
}

/**
 * Tools that stop a run at its limits: the call that would be one too many throws `budget-spent` and is not made, and when
 * the time is over whatever is under way is aborted for that reason.
 */
export function limitedTools(tools: PlannerTools, limits: RunLimits): LimitedTools {
  const { maxMs } = limits;
  const executor = countedCalls(tools.executor, limits);
  if (maxMs === undefined) return { tools: { ...tools, executor }, release: () => {} };
  const { signal, because, unlink } = linkedAbort(tools.signal);
  const timer = setTimeout(() => because(spent(`${maxMs / 1_000} s are over`)), maxMs);
  return {
    tools: { ...tools, executor, signal },
    release() {
      clearTimeout(timer);
      unlink();
    },
  };
}

function countedCalls(executor: Executor, { maxCalls = Infinity, maxCallsByEffect = {} }: RunLimits): Executor {
  const made: Record<Effect, number> = { read: 0, reversible: 0, irreversible: 0 };
  return {
    ...executor,
    async call(api, args, options) {
      const all = made.read + made.reversible + made.irreversible;
      if (all >= maxCalls) throw spent(`${all} of ${maxCalls} calls are made`);
      const most = maxCallsByEffect[api.effect] ?? Infinity;
      if (made[api.effect] >= most) throw spent(`${made[api.effect]} of ${most} ${effectWords[api.effect]} are made`);
      // Counted at once: other calls may be made while this one is under way.
      made[api.effect] += 1;
      const seen = await executor.call(api, args, options);
      if (seen.provenance === 'none') made[api.effect] -= 1;
      return seen;
    },
  };
}

const effectWords: Readonly<Record<Effect, string>> = {
  read: 'reading calls',
  reversible: 'calls that can be taken back',
  irreversible: 'calls that cannot be taken back',
};

function spent(what: string): CapuchinError {
  return new CapuchinError('budget-spent', `the budget is spent: ${what} (raise the limit to go on)`);
}
