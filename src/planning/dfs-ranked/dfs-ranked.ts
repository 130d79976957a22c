import { loadPrompt, renderPrompt } from '../../base/index.js';
import { nothingFits } from '../nothing-fits.js';
import type { Planner, PlannerEnd, PlannerEvent, PlannerTools } from '../planner.js';
import { consulted } from '../steps/consulted.js';
import { endRun } from '../steps/end-run.js';
import { hasGained, type Standing } from '../steps/standing.js';
import { proposedWords, stepWords, wayWords } from '../steps/step-words.js';
import { openSteps, type StepSettings, type Steps } from '../steps/steps.js';
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
 * Only what reads is called while steps are merely proposed. From its first call on that changes something, the calls of a
 * step wait until it is chosen, reversible ones too, so that no proposal is seen in a world that another one changed. What a
 * way changed is taken back when it is left, as far as that can be; what cannot be ends the trying of others.
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
  const compare = judge(request, steps);
  const { hits, areLikely, fit } = yield* steps.find(0, request, options.k);
  if (!areLikely) return yield* nothingFits(0, { request, hits });

  let last: Standing = steps.begin('dfs-ranked', loadPrompt(new URL('./system.prompt.md', import.meta.url)));
  let gained = false;
  const stays: string[] = [];
  const end = yield* rankedSearch<Standing, PlannerEvent>(
    last,
    {
      async *expand(from, siblings) {
        const isFirst = from.depth === 0 && siblings.length === 0;
        const first = isFirst && fit !== undefined ? { fit } : {};
        const proposed = proposedWords(siblings, stays);
        const differ = { aside: renderPrompt(diversity, { proposed }), prompts: { diversity } };
        const how = siblings.length === 0 ? first : { ...differ, seed: options.seed + siblings.length };
        last = yield* steps.take(from, { ...how, defer: true });
        gained ||= hasGained(last);
        return last;
      },
      compare,
      ranked: ({ node }, order) => ({
        type: 'rank',
        node,
        order: order.map(each => ({ node: each.node.node, score: each.score })),
      }),
      async *choose(standing) {
        if (standing.deferred.length === 0) return standing;
        last = yield* steps.carryOut(standing);
        gained ||= hasGained(last);
        return last;
      },
      async *leave(standing) {
        stays.push(...(yield* steps.undo(standing)));
      },
      // Another way would know no more than this one: the user does, or no API does.
      endsAll: ({ outcome }) => outcome === 'asked-back' || (outcome === 'unfounded' && !gained),
    },
    options,
  );
  if (end.answer === undefined && end.isSpent) {
    return { outcome: 'budget-spent', reason: `${end.calls} model calls are used up without an answer` };
  }
  const best = end.answer ?? end.gaveUp.at(-1) ?? last;
  if (best.outcome === 'unfounded' && gained) return { outcome: 'gave-up', reason: 'no way led to an answer' };
  return yield* endRun(best, { request, hits, steps });
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
