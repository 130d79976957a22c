import { loadPrompt } from '../../base/index.js';
import { nothingFits } from '../nothing-fits.js';
import type { Planner, PlannerEnd, PlannerEvent, PlannerTools } from '../planner.js';
import { type Ending, endRun } from '../steps/end-run.js';
import { hasGained, pathTo, type Standing } from '../steps/standing.js';
import type { StepSettings } from '../steps/step-options.js';
import { openSteps, type Steps } from '../steps/steps.js';
import { type LineEnd, lineLimit, straightOn } from './straight-on.js';

export interface ChainOptions extends StepSettings {
  /** How many APIs the model chooses from. */
  readonly k: number;
  /** Model replies of one attempt at the most. */
  readonly maxSteps: number;
  /** The run stops before a step that would start later than this. */
  readonly maxMs: number;
  /**
   * How often the request is tried, each time from the beginning, with the next seed and without memory of the times before.
   * Default 1, or as often as `maxCalls` allows where that is given.
   */
  readonly attempts: number;
  /** Model replies of all attempts together at the most: what another planner spent, to compare with it. */
  readonly maxCalls?: number;
}

export const chainDefaults: ChainOptions = {
  k: 8,
  maxSteps: 12,
  maxIdleSteps: 3,
  maxMs: 600_000,
  attempts: 1,
  temperature: 0,
  seed: 0,
  maxTokens: 1_024,
};

/**
 * Reason and act in one line of steps: the model thinks, calls, reads what came back, and goes on until it answers. With
 * `attempts` it starts anew when that came to nothing, and the first answer counts; at temperature 0 most models would say
 * the same again.
 *
 * Source: ReAct (Yao et al. 2022), with the tool calls of chat models in place of parsed text; CoT@N of ToolBench and
 * ReACT@N of ToolLLM, section 3.2, which has as many attempts as the model calls of DFSDT pay for. Differences: a call made
 * before is not made again but answered with a note; calls that cannot be made come back with the reason; before a new
 * attempt the changes of the former are taken back, and where one cannot be, there is none.
 */
export function chain(options: Partial<ChainOptions> = {}): Planner {
  // Every attempt asks the model at least once, so that this is as often as the calls allow.
  const attempts = options.attempts ?? options.maxCalls ?? chainDefaults.attempts;
  const settings = { ...chainDefaults, ...options, attempts };
  return { name: 'chain', options: { ...settings }, run: (request, tools) => reasonAndAct(request, tools, settings) };
}

async function* reasonAndAct(
  request: string,
  tools: PlannerTools,
  options: ChainOptions,
): AsyncGenerator<PlannerEvent, PlannerEnd, void> {
  const { k, attempts, maxCalls = Number.POSITIVE_INFINITY, seed } = options;
  const limit = lineLimit(options, tools.now);
  const steps = openSteps(request, tools, options);
  const { hits, areLikely, fit } = yield* steps.find(0, request, k);
  if (!areLikely) return yield* nothingFits(0, { request, hits });

  const root = steps.begin('chain', loadPrompt(new URL('./chain.prompt.md', import.meta.url)));
  let calls = 0;
  let gained = false;
  for (let attempt = 1; ; attempt += 1) {
    const end = yield* straightOn(steps, root, {
      limit: at => limit(at) ?? (calls >= maxCalls ? `${maxCalls} model calls are used up` : undefined),
      how(at) {
        calls += 1;
        return { seed: seed + attempt - 1, ...(at.depth === 0 && fit !== undefined ? { fit } : {}) };
      },
    });
    gained ||= hasGained(end.at);
    const isOver = attempt >= attempts || calls >= maxCalls || limit(root) !== undefined || endsAll(end.at, gained);
    if (isOver || !(yield* takenBack(steps, end.at))) return yield* endAt(end, attempt, { request, hits, steps });
  }
}

/** Whether another attempt would come to nothing else, or is not needed. */
function endsAll(at: Standing, gained: boolean): boolean {
  const { outcome } = at;
  const isCommitted = pathTo(at).some(({ commitsHere }) => commitsHere);
  return outcome === 'answered' || outcome === 'asked-back' || (outcome === 'unfounded' && !gained) || isCommitted;
}

/** Takes back what an attempt changed, the last change first; whether nothing stays changed. */
async function* takenBack(steps: Steps, at: Standing): AsyncGenerator<PlannerEvent, boolean, void> {
  let stays = 0;
  for (const step of [...pathTo(at)].reverse()) stays += (yield* steps.undo(step)).length;
  return stays === 0;
}

async function* endAt(
  { at, limit }: LineEnd,
  attempts: number,
  ending: Ending,
): AsyncGenerator<PlannerEvent, PlannerEnd, void> {
  const end: PlannerEnd = limit === undefined ? yield* endRun(at, ending) : { outcome: 'budget-spent', reason: limit };
  if (attempts === 1 || end.reason === undefined || end.outcome === 'asked-back') return end;
  return { ...end, reason: `${attempts} attempts came to nothing, the last: ${end.reason}` };
}
