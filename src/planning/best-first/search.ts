import type { StepOutcome } from '../../trajectory/index.js';

export interface ValuedNode {
  readonly parent?: ValuedNode;
  /** In whatever `maxDepth` counts. */
  readonly depth: number;
  readonly outcome: StepOutcome;
  /** Whether something was done in this node that cannot be taken back, so that no other way may be tried above it. */
  readonly commitsHere?: boolean;
}

export interface BestFirstOptions {
  /** Children that are made of a node when its turn comes. */
  readonly width: number;
  /** A node this deep has no children. */
  readonly maxDepth: number;
  /** Expansions and valuations at the most. */
  readonly maxCalls: number;
  /** What a valuation counts towards `maxCalls`: 1 where a model is asked, otherwise 0. */
  readonly valuationCalls: 0 | 1;
}

/** A node and how promising it is; values are comparable within one search. */
export interface Valued<N> {
  readonly node: N;
  readonly value: number;
}

export interface BestFirstSteps<N extends ValuedNode, E> {
  /** Makes one more child, which should differ from its siblings. */
  expand(parent: N, siblings: readonly N[]): AsyncGenerator<E, N, void>;
  value(node: N): AsyncGenerator<E, number, void>;
  /** Told of the children of a node that can be gone on with, most promising first. */
  valued?(parent: N, order: readonly Valued<N>[]): E;
  /** Does what waited for a node to be chosen; gives the node as it then is. */
  choose(node: N): AsyncGenerator<E, N, void>;
  /** Whether a chosen node changed something, so that it has to be left before another way is gone on with. */
  changed(node: N): boolean;
  /** Takes back what a chosen node changed. */
  leave(node: N): AsyncGenerator<E, void, void>;
  /** Whether the search is over with this node, though it is no answer. */
  endsAll?(node: N): boolean;
}

export interface BestFirstEnd<N> {
  readonly answer?: N;
  /** What ended the search, though it is no answer. */
  readonly stoppedAt?: N;
  readonly gaveUp: readonly N[];
  /** Expansions, and valuations that count. */
  readonly calls: number;
  readonly isSpent: boolean;
}

/**
 * Best-first search: of all nodes that were made, wherever in the tree, the most promising one is gone on with. Equal values
 * are taken deeper ones first, since less is left to do, and then in the order in which they were made. Passes on what its
 * steps yield.
 *
 * Source: best-first search over a language model's valued states, as in Tree of Thoughts (Yao et al. 2023, section 3,
 * which values states so and searches them breadth- and depth-first) and in Tree Search for Language Model Agents (Koh et
 * al. 2024, section 3, whose loop of popping, expanding and valuing this is); a node is valued after its calls were made,
 * as in LATS (Zhou et al. 2023). Differences: the first answer ends the search, without a threshold on its value; no value
 * is passed back to nodes above; the world is not reset to a state, so that ways through a change that was taken back are
 * closed, and after a change that cannot be, all others.
 */
export async function* bestFirstSearch<N extends ValuedNode, E>(
  root: N,
  steps: BestFirstSteps<N, E>,
  { width, maxDepth, maxCalls, valuationCalls }: BestFirstOptions,
): AsyncGenerator<E, BestFirstEnd<N>, void> {
  const { endsAll = () => false } = steps;
  const gaveUp: N[] = [];
  let open: readonly Valued<N>[] = [{ node: root, value: 0 }];
  let calls = 0;
  let at = root;

  const end = (how: { readonly answer?: N; readonly stoppedAt?: N; readonly isSpent?: boolean }): BestFirstEnd<N> => ({
    isSpent: false,
    ...how,
    gaveUp,
    calls,
  });

  for (let best = mostPromising(open); best !== undefined; best = mostPromising(open)) {
    const { node } = best;
    if (calls >= maxCalls) return end({ isSpent: true });
    open = open.filter(each => each !== best);

    // What was changed on the way where the search stands is taken back as far as it is not on the way to this node.
    for (let left: ValuedNode | undefined = at; left !== undefined && !isOnWay(left, node); left = left.parent) {
      if (!steps.changed(left as N)) continue;
      yield* steps.leave(left as N);
      open = open.filter(each => !isOnWay(left as N, each.node));
    }
    at = yield* steps.choose(node);
    if (at.commitsHere) open = [];
    if (at.outcome !== 'open') {
      if (at.outcome === 'gave-up') gaveUp.push(at);
      continue;
    }

    const children: N[] = [];
    const hopeful: Valued<N>[] = [];
    while (children.length < width) {
      if (calls >= maxCalls) return end({ isSpent: true });
      calls += 1;
      const child = yield* steps.expand(at, children);
      children.push(child);
      if (child.outcome === 'answered') return end({ answer: child });
      if (endsAll(child)) return end({ stoppedAt: child });
      if (child.outcome === 'gave-up') gaveUp.push(child);
      if (child.outcome !== 'open' || child.depth >= maxDepth) continue;
      if (calls + valuationCalls > maxCalls) return end({ isSpent: true });
      calls += valuationCalls;
      hopeful.push({ node: child, value: yield* steps.value(child) });
    }
    const order = [...hopeful].sort((a, b) => b.value - a.value);
    if (order.length > 0 && steps.valued !== undefined) yield steps.valued(at, order);
    open = [...open, ...hopeful];
  }
  return end({});
}

/** The first of the greatest value, and of these of the greatest depth. */
function mostPromising<N extends ValuedNode>(open: readonly Valued<N>[]): Valued<N> | undefined {
  return open.reduce<Valued<N> | undefined>((best, each) => {
    if (best === undefined || each.value > best.value) return each;
    return each.value === best.value && each.node.depth > best.node.depth ? each : best;
  }, undefined);
}

function isOnWay(node: ValuedNode, to: ValuedNode): boolean {
  for (let each: ValuedNode | undefined = to; each !== undefined; each = each.parent) if (each === node) return true;
  return false;
}
