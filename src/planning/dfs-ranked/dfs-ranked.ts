import { loadPrompt, renderPrompt } from '../../base/index.js';
import { nothingFits } from '../nothing-fits.js';
import type { Planner, PlannerEnd, PlannerEvent, PlannerTools } from '../planner.js';
import { consulted } from '../steps/consulted.js';
import { proposals } from '../steps/proposals.js';
import type { Standing } from '../steps/standing.js';
import type { StepSettings } from '../steps/step-options.js';
import { stepWords, wayWords } from '../steps/step-words.js';
import { openSteps, type Steps } from '../steps/steps.js';
import { type Preference, type RankedOptions, rankedSearch } from './search.js';
import { readVerdict, verdictSchema } from './verdict.js';

export interface DfsRankedOptions extends StepSettings, RankedOptions {
  /** How many APIs the model chooses from. */
  readonly k: number;
}

export const dfsRankedDefaults: DfsRankedOptions = {
  k: 8,
  width: 2,
  maxDepth: 12,
  maxCalls: 60,
  retreat: 2,
  answeredChild: 'ends',
  maxIdleSteps: 3,
  temperature: 0,
  seed: 0,
  maxTokens: 1_024,
};

/**
 * Several next steps are made at each point, a judge compares them two by two, and the search goes on with the best. Steps
 * are replies here, not tree nodes as in ToolBench.
 *
 * Only what reads is called while steps are merely proposed (`Proposals`). What a way changed is taken back when it is left,
 * as far as that can be; what cannot be ends the trying of others.
 *
 * Source: ToolLLM, section 2.3 and appendix A.1: DFSDT as first built, with ranked children; see `rankedSearch`.
 */
export function dfsRanked(options: Partial<DfsRankedOptions> = {}): Planner {
  const settings = { ...dfsRankedDefaults, ...options };
  return {
    name: 'dfs-ranked',
    options: { ...settings },
    run: (request, tools) => searchRanked(request, tools, settings),
  };
}

async function* searchRanked(
  request: string,
  tools: PlannerTools,
  options: DfsRankedOptions,
): AsyncGenerator<PlannerEvent, PlannerEnd, void> {
  const diversity = loadPrompt(new URL('./diversity.prompt.md', import.meta.url));
  const steps = openSteps(request, tools, options, { mayGiveUp: true });
  const { hits, areLikely, fit } = yield* steps.find(0, request, options.k);
  if (!areLikely) return yield* nothingFits(0, { request, hits });

  const root = steps.begin('dfs-ranked', loadPrompt(new URL('./system.prompt.md', import.meta.url)));
  const proposed = proposals({ steps, diversity, seed: options.seed, fit });
  const end = yield* rankedSearch<Standing, PlannerEvent>(
    root,
    {
      ...proposed,
      compare: judge(request, steps),
      ranked: ({ node }, order) => ({
        type: 'rank',
        node,
        order: order.map(each => ({ node: each.node.node, score: each.score })),
      }),
    },
    options,
  );
  return yield* proposed.end(end, { request, hits, steps });
}

/** Has the model say which of two steps from one point is better, in the order in which they are given. */
function judge(request: string, steps: Steps) {
  const judgePrompt = loadPrompt(new URL('./judge.prompt.md', import.meta.url));
  const pair = loadPrompt(new URL('./pair.prompt.md', import.meta.url));
  return async function* (first: Standing, second: Standing): AsyncGenerator<PlannerEvent, Preference, void> {
    const parent = first.parent ?? first;
    const shown = { request, way: wayWords(parent), a: stepWords(first), b: stepWords(second) };
    const verdict = yield* consulted(
      steps,
      {
        role: 'judge',
        parent: parent.node,
        messages: [
          { role: 'system', content: renderPrompt(judgePrompt, {}) },
          { role: 'user', content: renderPrompt(pair, shown) },
        ],
        prompts: { judge: judgePrompt, pair },
        schema: verdictSchema,
      },
      { read: readVerdict, warning: 'the judge said neither a nor b, which counts half for both' },
    );
    return verdict ?? 'neither';
  };
}
