import { loadPrompt } from '../../base/index.js';
import { lineLimit, straightOn } from '../chain/straight-on.js';
import { nothingFits } from '../nothing-fits.js';
import type { Planner, PlannerEnd, PlannerEvent, PlannerTools } from '../planner.js';
import { endRun } from '../steps/end-run.js';
import type { StepSettings } from '../steps/step-options.js';
import { openSteps } from '../steps/steps.js';

export interface ParallelOptions extends StepSettings {
  /** How many APIs the model chooses from. */
  readonly k: number;
  /** Model replies at the most. */
  readonly maxSteps: number;
  /** The run stops before a step that would start later than this. */
  readonly maxMs: number;
  /** Calls under way at once at the most. */
  readonly concurrency: number;
}

export const parallelDefaults: ParallelOptions = {
  k: 8,
  maxSteps: 12,
  maxIdleSteps: 3,
  maxMs: 600_000,
  concurrency: 4,
  temperature: 0,
  seed: 0,
  maxTokens: 1_024,
};

/**
 * In each round every call whose arguments are known, all at the same time; the model then reads what they gave, in the
 * order in which it asked. Calls that only read are made at once; one that changes something is made alone and in its
 * place, after the calls written before it and before those written after it.
 *
 * Source: LLMCompiler (Kim et al. 2023), section 3, and the parallel function calling of chat models. Differences: what
 * depends on a result is asked for in the next round, rather than planned beforehand with placeholders for results, so that
 * every argument is checked before its call; there is no planner apart from the model that joins the results.
 */
export function parallel(options: Partial<ParallelOptions> = {}): Planner {
  const settings = { ...parallelDefaults, ...options };
  return { name: 'parallel', options: { ...settings }, run: (request, tools) => inRounds(request, tools, settings) };
}

async function* inRounds(
  request: string,
  tools: PlannerTools,
  options: ParallelOptions,
): AsyncGenerator<PlannerEvent, PlannerEnd, void> {
  const { k, concurrency } = options;
  const limit = lineLimit(options, tools.now);
  const steps = openSteps(request, tools, options, { concurrency });
  const { hits, areLikely, fit } = yield* steps.find(0, request, k);
  if (!areLikely) return yield* nothingFits(0, { request, hits });

  const root = steps.begin('parallel', loadPrompt(new URL('./parallel.prompt.md', import.meta.url)));
  const end = yield* straightOn(steps, root, {
    limit,
    how: at => (at.depth === 0 && fit !== undefined ? { fit } : {}),
  });
  if (end.limit !== undefined) return { outcome: 'budget-spent', reason: end.limit };
  return yield* endRun(end.at, { request, hits, steps });
}
