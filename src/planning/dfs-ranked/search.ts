import type { StepOutcome } from '../../trajectory/index.js';

export interface RankedNode {
  /** In whatever `maxDepth` counts. */
  readonly depth: number;
  readonly outcome: StepOutcome;
  /** Whether something was done in this node that cannot be taken back, so that no other way may be tried above it. */
  readonly commitsHere?: boolean;
}

export interface RankedOptions {
  /** Children of a node, which are all made before one of them is gone on with. */
  readonly width: number;
  /** A node this deep has no children. */
  readonly maxDepth: number;
  /** Expansions and comparisons at the most. */
  readonly maxCalls: number;
  /** Levels that are left after a node gave up: with 2 its parent's other children are not gone on with. */
  readonly retreat: number;
  /**
   * What becomes of a child that answers. ToolBench ranks it with its siblings, so that it can be passed over: for a sibling
   * that ranks higher, when one gives up, or when the calls are used up. Otherwise it ends the search at once.
   */
  readonly answeredChild: 'ends' | 'ranked';
}

/** The rule of ToolBench's `DFS_w2`, but for its depth, which counts a turn as up to three nodes. */
export const toolbenchRanked: RankedOptions = {
  width: 2,
  maxDepth: 12,
  maxCalls: 200,
  retreat: 2,
  answeredChild: 'ranked',
};

/** Which of two ways is the better one; `neither` where that is not clear. */
export type Preference = 'first' | 'second' | 'neither';

/** A node and its points: one for each sibling that it is better than, half of one where neither is. */
export interface Ranked<N> {
  readonly node: N;
  readonly score: number;
}

export interface RankedSteps<N extends RankedNode, E> {
  /** Makes one more child, which should differ from its siblings. */
  expand(parent: N, siblings: readonly N[]): AsyncGenerator<E, N, void>;
  /** One judgement, in which the order of the two may matter. */
  compare(first: N, second: N): AsyncGenerator<E, Preference, void>;
  /** Told of children in the order in which they are gone on with. */
  ranked?(parent: N, order: readonly Ranked<N>[]): E;
  /** Does what waited for a node to be chosen; gives the node as it then is. */
  choose(node: N): AsyncGenerator<E, N, void>;
  /** Told of each chosen node that is left for another, when all below it is left. */
  leave(node: N): AsyncGenerator<E, void, void>;
  /** Whether the search is over with this node, though it is no answer. */
  endsAll?(node: N): boolean;
}

export interface RankedEnd<N> {
  readonly answer?: N;
  /** What ended the search, though it is no answer. */
  readonly stoppedAt?: N;
  readonly gaveUp: readonly N[];
  /** Expansions and comparisons. */
  readonly calls: number;
  readonly isSpent: boolean;
}

const over = Symbol('search over');
type Climb = number | typeof over; // how many levels to leave, or the end of the search

/**
 * Depth-first search that makes all children of a node, has each pair of them compared in both orders, and goes on with
 * them in the order of their points. Passes on what its steps yield.
 *
 * Source: ToolLLM, section 2.3 and appendix A.1, and the repository's `DFS` with its filter on (`rank2symmetry`,
 * `sum_based_rankn`). Differences: a comparison without a clear reply counts half for both (it counted for the second);
 * comparisons stop when the calls are used up (ToolBench counts them afterwards); what changes something is left for when a
 * child is chosen; nothing above a committed node is tried again.
 */
export async function* rankedSearch<N extends RankedNode, E>(
  root: N,
  steps: RankedSteps<N, E>,
  options: RankedOptions,
): AsyncGenerator<E, RankedEnd<N>, void> {
  const { width, maxDepth, maxCalls, retreat, answeredChild } = options;
  const { endsAll = () => false } = steps;
  const gaveUp: N[] = [];
  let answer: N | undefined;
  let stoppedAt: N | undefined;
  let calls = 0;
  let isSpent = false;

  async function* visit(node: N): AsyncGenerator<E, Climb, void> {
    if (node.outcome === 'answered') {
      answer = node;
      return over;
    }
    if (node.outcome === 'gave-up') {
      gaveUp.push(node);
      return retreat;
    }
    if (endsAll(node)) {
      stoppedAt = node;
      return over;
    }
    if (!canGoOn(node)) return 1;

    const children: N[] = [];
    while (children.length < width) {
      if (!pay()) return over;
      const child = yield* steps.expand(node, children);
      if (answeredChild === 'ends' && (child.outcome === 'answered' || endsAll(child))) return yield* visit(child);
      children.push(child);
    }
    const order = yield* rank(children);
    if (order === undefined) return over;
    if (order.length > 1 && steps.ranked !== undefined) yield steps.ranked(node, order);

    const isLastWay = node.commitsHere === true;
    for (const { node: made } of order) {
      // What a child changes is of no use when nothing can follow it.
      if (canGoOn(made) && calls >= maxCalls) return spend();
      const child = canGoOn(made) ? yield* steps.choose(made) : made;
      const climb = yield* visit(child);
      if (climb === over || child.commitsHere) return over;
      yield* steps.leave(child);
      if (climb > 1 && !isLastWay) return climb - 1;
    }
    return 1;
  }

  /** Best first, ties in the order in which they were made; nothing when the calls are used up before. */
  async function* rank(children: readonly N[]): AsyncGenerator<E, readonly Ranked<N>[] | undefined, void> {
    const scores = children.map(() => 0);
    for (const [i, one] of children.entries()) {
      for (const [j, other] of children.entries()) {
        if (j <= i) continue;
        if (!pay()) return undefined;
        const straight = pointsOf(yield* steps.compare(one, other));
        if (!pay()) return undefined;
        const swapped = 1 - pointsOf(yield* steps.compare(other, one));
        const score = Math.sign(straight + swapped - 1) / 2 + 0.5;
        scores[i] = (scores[i] ?? 0) + score;
        scores[j] = (scores[j] ?? 0) + 1 - score;
      }
    }
    return children.map((node, i) => ({ node, score: scores[i] ?? 0 })).sort((a, b) => b.score - a.score);
  }

  function canGoOn({ outcome, depth }: N): boolean {
    return outcome === 'open' && depth < maxDepth;
  }

  function pay(): boolean {
    if (calls >= maxCalls) {
      isSpent = true;
      return false;
    }
    calls += 1;
    return true;
  }

  function spend(): typeof over {
    isSpent = true;
    return over;
  }

  yield* visit(root);
  return {
    ...(answer === undefined ? {} : { answer }),
    ...(stoppedAt === undefined ? {} : { stoppedAt }),
    gaveUp,
    calls,
    isSpent,
  };
}

/** Of the first, of 1. */
function pointsOf(preference: Preference): number {
  return { first: 1, second: 0, neither: 0.5 }[preference];
}
