import { loadPrompt, renderPrompt } from '../../base/index.js';
import { nothingFits } from '../nothing-fits.js';
import type { Planner, PlannerEnd, PlannerEvent, PlannerTools } from '../planner.js';
import { consulted } from '../steps/consulted.js';
import { proposals } from '../steps/proposals.js';
import { type Standing, undoable } from '../steps/standing.js';
import type { StepSettings } from '../steps/step-options.js';
import { wayWords } from '../steps/step-words.js';
import { openSteps, type Steps } from '../steps/steps.js';
import { highestRating, ratingSchema, readRating, unreadRating } from './rating.js';
import { wayScore } from './score.js';
import { type BestFirstOptions, bestFirstSearch } from './search.js';

export interface BestFirstPlannerOptions extends StepSettings, Omit<BestFirstOptions, 'valuationCalls'> {
  /** How many APIs the model chooses from. */
  readonly k: number;
  /** Who says how promising a way is: the model, which costs a call for each step, or what is known without it (`wayScore`). */
  readonly value: 'model' | 'score';
}

export const bestFirstDefaults: BestFirstPlannerOptions = {
  k: 8,
  width: 2,
  maxDepth: 12,
  maxCalls: 60,
  value: 'model',
  maxIdleSteps: 3,
  temperature: 0,
  seed: 0,
  maxTokens: 1_024,
};

/**
 * Several ways side by side, of which the most promising is gone on with, wherever it branched off.
 *
 * Only what reads is called before a step is gone on with (`Proposals`). When another way turns out to be more promising,
 * what the former changed is taken back first, and all that came after the change is closed; after a change that cannot be
 * taken back there is no other way.
 *
 * Sources and differences: see `bestFirstSearch`; values by the model as in Tree of Thoughts, on a scale from 0 to 10.
 */
export function bestFirstPlanner(options: Partial<BestFirstPlannerOptions> = {}): Planner {
  const settings = { ...bestFirstDefaults, ...options };
  return {
    name: 'best-first',
    options: { ...settings },
    run: (request, tools) => searchBestFirst(request, tools, settings),
  };
}

async function* searchBestFirst(
  request: string,
  tools: PlannerTools,
  options: BestFirstPlannerOptions,
): AsyncGenerator<PlannerEvent, PlannerEnd, void> {
  const { k, seed, maxDepth } = options;
  const diversity = loadPrompt(new URL('./diversity.prompt.md', import.meta.url));
  const steps = openSteps(request, tools, options, { mayGiveUp: true });
  const { hits, areLikely, fit } = yield* steps.find(0, request, k);
  if (!areLikely) return yield* nothingFits(0, { request, hits });

  const root = steps.begin('best-first', loadPrompt(new URL('./system.prompt.md', import.meta.url)));
  const proposed = proposals({ steps, diversity, seed, fit });
  const rate = rater(request, steps);
  const end = yield* bestFirstSearch<Standing, PlannerEvent>(
    root,
    {
      ...proposed,
      async *value(standing) {
        return options.value === 'model' ? yield* rate(standing) : wayScore(standing, maxDepth);
      },
      valued: ({ node }, order) => ({
        type: 'rank',
        node,
        order: order.map(each => ({ node: each.node.node, score: each.value })),
      }),
      changed: standing => undoable(standing).length > 0,
    },
    { ...options, valuationCalls: options.value === 'model' ? 1 : 0 },
  );
  return yield* proposed.end(end, { request, hits, steps });
}

/** Has the model rate how near a way is to an answer, 0..10. */
function rater(request: string, steps: Steps) {
  const value = loadPrompt(new URL('./value.prompt.md', import.meta.url));
  const way = loadPrompt(new URL('./way.prompt.md', import.meta.url));
  return async function* (standing: Standing): AsyncGenerator<PlannerEvent, number, void> {
    const rating = yield* consulted(
      steps,
      {
        role: 'value',
        parent: standing.node,
        messages: [
          { role: 'system', content: renderPrompt(value, {}) },
          { role: 'user', content: renderPrompt(way, { request, way: wayWords(standing) }) },
        ],
        prompts: { value, way },
        schema: ratingSchema,
      },
      { read: readRating, warning: `no number from 0 to ${highestRating}, which counts as ${unreadRating}` },
    );
    return rating ?? unreadRating;
  };
}
