import { loadPrompt, renderPrompt } from '../../base/index.js';
import { nothingFits } from '../nothing-fits.js';
import type { Planner, PlannerEnd, PlannerEvent, PlannerTools } from '../planner.js';
import { endRun } from '../steps/end-run.js';
import { hasGained, type Standing } from '../steps/standing.js';
import type { StepSettings } from '../steps/step-options.js';
import { proposedWords } from '../steps/step-words.js';
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

  let last: Standing = steps.begin('dfsdt', system);
  let gained = false;
  const stays: string[] = [];
  const end = yield* dfsdtSearch<Standing, PlannerEvent>(
    last,
    {
      async *expand(from, siblings) {
        const first = last.node === 0 && fit !== undefined ? { fit } : {};
        const aside =
          siblings.length === 0 ? undefined : renderPrompt(diversity, { tried: proposedWords(siblings, stays) });
        const differ =
          aside === undefined ? {} : { aside, prompts: { diversity }, seed: options.seed + siblings.length };
        last = yield* steps.take(from, { ...first, ...differ });
        gained ||= hasGained(last);
        return last;
      },
      // Another way would know no more than this one: the user does, or no API does.
      endsAll: ({ outcome }) => outcome === 'asked-back' || (outcome === 'unfounded' && !gained),
      async *leave(standing) {
        stays.push(...(yield* steps.undo(standing)));
      },
    },
    { ...options, answers: 1, rootRetreat: 'goes-on', answerRetreat: 1, deadEndRetreat: 1, lastReply: 'not-asked' },
  );
  const [answer] = end.answers;
  if (answer === undefined && end.isSpent) {
    return { outcome: 'budget-spent', reason: `${end.calls} model calls are used up without an answer` };
  }
  const best = answer ?? end.gaveUp.at(-1) ?? last;
  // An opinion in the last way says nothing of the others, in which calls gave something.
  if (best.outcome === 'unfounded' && gained) return { outcome: 'gave-up', reason: 'no way led to an answer' };
  return yield* endRun(best, { request, hits, steps });
}
