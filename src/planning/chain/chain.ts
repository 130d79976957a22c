import { loadPrompt } from '../../base/index.js';
import { nothingFits } from '../nothing-fits.js';
import type { Planner, PlannerEnd, PlannerEvent, PlannerTools } from '../planner.js';
import { endRun } from '../steps/end-run.js';
import { openSteps, type StepSettings } from '../steps/steps.js';

export interface ChainOptions extends StepSettings {
  /** How many APIs the model chooses from. */
  readonly k: number;
  /** Model replies at the most. */
  readonly maxSteps: number;
  /** The run stops before a step that would start later than this. */
  readonly maxMs: number;
}

export const chainDefaults: ChainOptions = {
  k: 8,
  maxSteps: 12,
  maxIdleSteps: 3,
  maxMs: 600_000,
  temperature: 0,
  seed: 0,
  maxTokens: 1_024,
};

/**
 * Reason and act in one line of steps: the model thinks, calls, reads what came back, and goes on until it answers.
 *
 * Source: ReAct (Yao et al. 2022), with the tool calls of chat models in place of parsed text. Differences: a call made
 * before is not made again but answered with a note; calls that cannot be made come back with the reason.
 */
export function chain(options: Partial<ChainOptions> = {}): Planner {
  const settings = { ...chainDefaults, ...options };
  return { name: 'chain', options: { ...settings }, run: (request, tools) => reasonAndAct(request, tools, settings) };
}

async function* reasonAndAct(
  request: string,
  tools: PlannerTools,
  options: ChainOptions,
): AsyncGenerator<PlannerEvent, PlannerEnd, void> {
  const { k, maxSteps, maxMs } = options;
  const startedAt = tools.now();
  const steps = openSteps(request, tools, options);
  const { hits, areLikely, fit } = yield* steps.find(0, request, k);
  if (!areLikely) return yield* nothingFits(0, { request, hits });

  let at = steps.begin('chain', loadPrompt(new URL('./chain.prompt.md', import.meta.url)));
  while (at.outcome === 'open') {
    if (at.depth === maxSteps) return { outcome: 'budget-spent', reason: `${maxSteps} steps are used up` };
    if (tools.now() - startedAt > maxMs) return { outcome: 'budget-spent', reason: `${maxMs} ms are over` };
    at = yield* steps.take(at, at.depth === 0 && fit !== undefined ? { fit } : {});
  }
  return yield* endRun(at, { request, hits, steps });
}
