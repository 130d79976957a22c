import { type DfsAnswerFile, dfsAnswerFile } from '../../../trajectory/index.js';
import { dfsdtSearch, type SearchOptions, toolbenchSearch } from '../../dfsdt/search.js';
import type { PlannerEnd, PlannerEvent } from '../../planner.js';
import { markEnd, type Place, type Searched } from './place.js';
import type { Turns, TurnsContext } from './turns.js';

/** Searches as `DFS_woFilter_w<width>` does, by ToolBench's rule unless another is given. */
export async function* searchTree(
  turns: Turns,
  { query, offered, settings }: TurnsContext,
  width: number,
  rule: SearchOptions = toolbenchSearch,
): AsyncGenerator<PlannerEvent, Searched<DfsAnswerFile>, void> {
  const { maxDepth, maxCalls } = settings;
  const root = turns.begin();
  let visited = 0;
  let last = root;
  const end = yield* dfsdtSearch<Place, PlannerEvent>(
    root,
    {
      async *expand(parent, siblings) {
        last = yield* turns.take(parent, siblings);
        return last;
      },
      visit(place) {
        const { node, outcome, depth } = place;
        node.expandNumber = visited;
        visited += 1;
        markEnd(place, 'tree');
        if (depth >= maxDepth && outcome !== 'answered') node.pruned = true;
      },
    },
    { ...rule, width, maxDepth, maxCalls },
  );
  const answer = dfsAnswerFile({
    root: root.node,
    answers: end.answers.map(({ node }) => node),
    gaveUp: end.gaveUp.map(({ node }) => node),
    query,
    functions: offered.schemas,
    ...turns.spent,
    settings: {
      single_chain_max_step: maxDepth,
      tree_beam_size: width,
      max_query_count: maxCalls,
      answer: rule.answers,
      with_filter: false,
    },
  });
  return { answer, end: endOf(), place: end.answers[0] ?? last };

  function endOf(): PlannerEnd {
    if (end.answers.length > 0) return { outcome: 'answered' };
    if (end.isSpent)
      return { outcome: 'budget-spent', reason: `${maxCalls} model calls are used up without an answer` };
    return { outcome: 'gave-up', reason: 'every way was tried' };
  }
}
