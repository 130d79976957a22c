import { UnknownName } from '../base/index.js';
import { bestFirstPlanner } from './best-first/best-first.js';
import { chain } from './chain/chain.js';
import { dfsRanked } from './dfs-ranked/dfs-ranked.js';
import { dfsdt } from './dfsdt/dfsdt.js';
import { direct } from './direct/direct.js';
import { interleavedChain } from './interleaved/interleaved-chain.js';
import { parallel } from './parallel/parallel.js';
import { planThenExecute } from './plan-then-execute/plan-then-execute.js';
import type { Planner } from './planner.js';

/** Settings every planner understands; each has further ones of its own. */
export interface PlannerOptions {
  readonly k?: number;
  readonly seed?: number;
}

/** Every planner by name. Adding one is a folder, its test and a line here. */
export const planners = {
  direct,
  chain,
  dfsdt,
  'dfs-ranked': dfsRanked,
  'best-first': bestFirstPlanner,
  'plan-then-execute': planThenExecute,
  interleaved: interleavedChain,
  parallel,
} as const satisfies Record<string, (options?: PlannerOptions) => Planner>;

/** Throws `UnknownName` for a name that is not exactly one of `planners`. */
export function plannerNamed(name: string): (options?: PlannerOptions) => Planner {
  if (!Object.hasOwn(planners, name)) throw new UnknownName('planner', name, Object.keys(planners));
  return planners[name as keyof typeof planners];
}
