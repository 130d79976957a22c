import { loadPrompt } from '../../base/index.js';
import { nothingFits } from '../nothing-fits.js';
import type { Planner, PlannerEnd, PlannerEvent, PlannerTools } from '../planner.js';
import { proposals } from '../steps/proposals.js';
import type { Standing } from '../steps/standing.js';
import type { StepSettings } from '../steps/step-options.js';
import { openSteps } from '../steps/steps.js';
import { dfsdtSearch, type SearchOptions } from './search.js';

export interface DfsdtOptions extends StepSettings, Pick<SearchOptions, 'width' | 'maxDepth' | 'maxCalls' | 'retreat'> {
  /** How many APIs the model chooses from. */
  readonly k: number;
}

export const dfsdtDefaults: DfsdtOptions = {
  k: 8,
  width: 2,
  maxDepth: 12,
  maxCalls: 60,
  retreat: 2,
  maxIdleSteps: 3,
  temperature: 0,
  seed: 0,
  maxTokens: 1_024,
};

/**
 * Step by step, and where a way leads nowhere another from an earlier step, which is asked to differ from those tried
 * before. Steps are replies here, not tree nodes as in ToolBench.
 *
 * Source: ToolLLM, section 2.3 (DFSDT). Differences: giving up at the very first step does not end the search; a way that
 * gave nothing for some steps is left; what the calls of a way changed is taken back when it is left, as far as that can be;
 * what cannot be taken back ends the trying of others.
 */
export function dfsdt(options: Partial<DfsdtOptions> = {}): Planner {
  const settings = { ...dfsdtDefaults, ...options };
  return {
    name: 'dfsdt',
    options: { ...settings },
    run: (request, tools) => searchDepthFirst(request, tools, settings),
  };
}

async function* searchDepthFirst(
  request: string,
  tools: PlannerTools,
  options: DfsdtOptions,
): AsyncGenerator<PlannerEvent, PlannerEnd, void> {
  const system = loadPrompt(new URL('./system.prompt.md', import.meta.url));
  const diversity = loadPrompt(new URL('./diversity.prompt.md', import.meta.url));
  const steps = openSteps(request, tools, options, { mayGiveUp: true });
  const { hits, areLikely, fit } = yield* steps.find(0, request, options.k);
  if (!areLikely) return yield* nothingFits(0, { request, hits });

  const ways = proposals({ steps, diversity, seed: options.seed, fit, defer: false });
  const end = yield* dfsdtSearch<Standing, PlannerEvent>(steps.begin('dfsdt', system), ways, {
    ...options,
    answers: 1,
    rootRetreat: 'goes-on',
    answerRetreat: 1,
    deadEndRetreat: 1,
    lastReply: 'not-asked',
  });
  const { answers, gaveUp, calls, isSpent } = end;
  const [answer] = answers;
  const found = { gaveUp, calls, isSpent, ...(answer === undefined ? {} : { answer }) };
  return yield* ways.end(found, { request, hits, steps });
}
