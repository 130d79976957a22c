import type { StepOutcome } from '../../trajectory/index.js';

export interface SearchNode {
  /** In whatever `maxDepth` counts. */
  readonly depth: number;
  readonly outcome: StepOutcome;
  /** Whether this very step did what nothing takes back, so that no other way may be tried above it. */
  readonly commitsHere?: boolean;
}

export interface SearchOptions {
  /** Children of a node at the most. */
  readonly width: number;
  /** A node this deep has no children. */
  readonly maxDepth: number;
  /** Expansions at the most. */
  readonly maxCalls: number;
  /** The search is over with so many answers. */
  readonly answers: number;
  /** Levels that are left after a node gave up: with 2 its parent's other children are not tried, but its grandparent's. */
  readonly retreat: number;
  /** What a climb that would leave the root does there: ends the search, or goes on with the root's next child. */
  readonly rootRetreat: 'ends' | 'goes-on';
  /** Levels that are left after an answer, while more are wanted. */
  readonly answerRetreat: number;
  /** Levels that are left after any other dead end. The older variant of ToolBench leaves 2. */
  readonly deadEndRetreat: number;
  /** ToolBench asks the model for the last time it may, and throws the reply away. Default: that reply is not asked for. */
  readonly lastReply: 'not-asked' | 'discarded';
}

/** The rule of ToolBench's `DFS_woFilter_w2`. Depth counts tree nodes there: a turn has up to three. */
export const toolbenchSearch: SearchOptions = {
  width: 2,
  maxDepth: 12,
  maxCalls: 200,
  answers: 1,
  retreat: 2,
  rootRetreat: 'ends',
  answerRetreat: 2,
  deadEndRetreat: 1,
  lastReply: 'discarded',
};

/** A rule that three of the recorded trees of ToolBench follow, which seem to be older: every dead end is left by two levels. */
export const olderToolbenchSearch: SearchOptions = { ...toolbenchSearch, deadEndRetreat: 2 };

export const searchRules = { toolbench: toolbenchSearch, 'toolbench-older': olderToolbenchSearch } as const;

export interface SearchSteps<N extends SearchNode, E> {
  /** Makes one more child, which should differ from its siblings. */
  expand(parent: N, siblings: readonly N[]): AsyncGenerator<E, N, void>;
  /** Told of each node when the search comes to it. */
  visit?(node: N): void;
  /** Whether the search is over with this node, though it is no answer. */
  endsAll?(node: N): boolean;
  /** Told of each node that is left, when all below it is left. A committed node is left only below another. */
  leave?(node: N): AsyncGenerator<E, void, void>;
}

export interface SearchEnd<N> {
  readonly answers: readonly N[];
  readonly gaveUp: readonly N[];
  readonly calls: number;
  /** Whether the search stopped since no further expansion was allowed. */
  readonly isSpent: boolean;
}

const over = Symbol('search over');
type Climb = number | typeof over; // how many levels to leave, or the end of the search

/**
 * Depth-first search whose children are made one at a time, each when the search comes back to its parent, and asked to
 * differ from their siblings. Passes on what `expand` and `leave` yield.
 *
 * Source: ToolLLM, section 2.3 and appendix A.1 (DFSDT), and the repository's `DFS_woFilter`: siblings are not ranked, so
 * that without a dead end it is ReAct. Difference: nothing above a step that nothing takes back is tried again.
 */
export async function* dfsdtSearch<N extends SearchNode, E>(
  root: N,
  { expand, visit: see = () => {}, endsAll = () => false, leave }: SearchSteps<N, E>,
  options: SearchOptions,
): AsyncGenerator<E, SearchEnd<N>, void> {
  const { width, maxDepth, maxCalls, retreat, rootRetreat, answerRetreat, deadEndRetreat, lastReply } = options;
  const answers: N[] = [];
  const gaveUp: N[] = [];
  let calls = 0;
  let isSpent = false;

  async function* visit(node: N): AsyncGenerator<E, Climb, void> {
    see(node);
    if (node.outcome === 'answered') {
      answers.push(node);
      return answers.length >= options.answers ? over : answerRetreat;
    }
    if (node.outcome === 'gave-up') {
      gaveUp.push(node);
      return retreat;
    }
    if (endsAll(node)) return over;
    if (node.outcome !== 'open' || node.depth >= maxDepth) return deadEndRetreat;

    const isLastWay = node.commitsHere === true || (node === root && rootRetreat === 'goes-on');
    const children: N[] = [];
    while (children.length < width) {
      if (lastReply === 'not-asked' && calls >= maxCalls) return spend();
      const child = yield* expand(node, children);
      calls += 1;
      if (lastReply === 'discarded' && calls >= maxCalls) return spend();
      children.push(child);

      const answersBefore = answers.length;
      const climb = yield* visit(child);
      if (climb === over || child.commitsHere) return over;
      // What an answer stands on is not taken back.
      if (answers.length === answersBefore && leave !== undefined) yield* leave(child);
      if (climb > 1 && !isLastWay) return climb - 1;
    }
    return 1;
  }

  function spend(): typeof over {
    isSpent = true;
    return over;
  }

  yield* visit(root);
  return { answers, gaveUp, calls, isSpent };
}
