import type { Api } from '../../../catalog/index.js';
import type { AnswerFile } from '../../../trajectory/index.js';
import type { Planner, PlannerEnd, PlannerEvent, PlannerTools } from '../../planner.js';
import { retrieveTurn } from '../../retrieve-turn.js';
import { modelAdapterNamed } from '../dialects/model-adapters.js';
import { parseFinish } from '../finish/parse-finish.js';
import type { Shortening } from '../observations/shortening.js';
import { shorteningNamed } from '../observations/shortenings.js';
import { offeredFunctions } from '../schema/offered-functions.js';
import { parseMethod } from './method.js';
import type { Place } from './place.js';
import { searchTree } from './search-tree.js';
import { type ToolBenchSettings, toolBenchDefaults } from './toolbench-settings.js';
import { tryChains } from './try-chains.js';
import { openTurns, type TurnsContext } from './turns.js';
import { apiWorld } from './world.js';

export interface ToolBenchPlannerOptions extends Partial<ToolBenchSettings> {
  /** What is offered (closed domain); searched for when left out (open domain). */
  readonly apis?: readonly Api[];
  /** Shared by several queries, so that what a model says of an API holds for all of them. */
  readonly shortening?: Shortening;
  /** Is given the answer file when the search has ended; never when it was stopped. */
  readonly onAnswer?: (answer: AnswerFile) => void;
}

/**
 * Works on a query as ToolBench's inference does: the same roles, limits and search, so that its answer files can be
 * compared with published ones. What a model wrote is matched exactly, and a name that is not there comes back with those
 * that are near, where ToolBench takes the first name that ends alike.
 */
export function toolBenchPlanner(options: ToolBenchPlannerOptions = {}): Planner {
  const { apis, shortening, onAnswer, ...given } = options;
  const settings: ToolBenchSettings = { ...toolBenchDefaults, ...given };
  const method = parseMethod(settings.method);
  const adapter = modelAdapterNamed(settings.adapter);
  const shortens = shortening ?? shorteningNamed(settings.compress)(settings);
  return {
    name: 'toolbench',
    options: { ...settings },
    async *run(query, tools): AsyncGenerator<PlannerEvent, PlannerEnd, void> {
      const offered = offeredFunctions(apis ?? (yield* retrieved(query, tools, settings.k)), settings);
      const world = apiWorld({ offered, tools, shortening: shortens, limits: settings });
      const context: TurnsContext = { query, offered, world, adapter, tools, settings };
      const turns = openTurns(context);
      const searched =
        method.kind === 'dfs'
          ? yield* searchTree(turns, context, method.width)
          : yield* tryChains(turns, context, method.tries);
      const { answer, end, place } = searched;
      onAnswer?.(answer);
      if (end.outcome === 'answered') yield { type: 'answer', node: place.step, text: textOf(place), from: 'model' };
      return end;
    },
  };
}

/** What the user is told: the answer in the arguments of `Finish`. */
function textOf({ node }: Place): string {
  const read = parseFinish(node.description);
  return read.outcome === 'answer' ? read.answer : node.description;
}

async function* retrieved(query: string, tools: PlannerTools, k: number): AsyncGenerator<PlannerEvent, Api[], void> {
  const { hits } = yield* retrieveTurn(0, query, k, tools);
  return hits.map(({ api }) => api);
}
