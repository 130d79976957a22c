import { canonicalJson, type JsonValue } from '../../base/index.js';
import type { ReplayedTree } from './replay-tree.js';
import type { RecordedTree, TreeTrace } from './tree-trace.js';

/** Something of a tree that is not as it was recorded. */
export interface TreeDifference {
  readonly trace: string;
  readonly what: string;
  readonly recorded: JsonValue;
  readonly found: JsonValue;
}

const wholeTree: Readonly<Record<keyof ReplayedTree['tree'], string>> = {
  modelCalls: 'model calls',
  nodes: 'nodes',
  maxLength: 'nodes on the longest way',
  expanded: 'nodes the search came to',
  answers: 'terminals',
  gaveUp: 'nodes that gave up',
  win: 'win',
  validData: 'valid data',
  finishType: 'finish type',
};

/** What is compared, in words: of every turn, then of every tree. */
export const comparedInTrees: readonly string[] = [
  'expansion number, children, depth and status of every node a turn ends in',
  ...Object.values(wholeTree),
  'final answer',
  'conversations for training',
];

/** What differs between a tree as it was recorded and as a search made it; empty when they are equal. */
export function treeDifferences(trace: TreeTrace, replayed: ReplayedTree): readonly TreeDifference[] {
  const { turns, expected } = trace;
  const found: TreeDifference[] = [];
  const compare = (what: string, recorded: JsonValue | undefined, now: JsonValue | undefined) => {
    if (canonicalJson(recorded) === canonicalJson(now)) return;
    found.push({ trace: trace.name, what, recorded: recorded ?? null, found: now ?? null });
  };

  for (const [key, what] of Object.entries(wholeTree) as [keyof typeof wholeTree, string][]) {
    compare(what, expected[key], replayed.tree[key]);
  }
  // The search comes to the last node of turn i before it asks for another reply, which makes it number i + 1.
  const before = childrenOf(turns.map(({ parent }, i) => ({ parent, expansion: i + 1 })));
  const now = childrenOf(replayed.turns);
  for (const node of new Set([...before.keys(), ...now.keys()])) {
    compare(`children of node ${node}`, before.get(node) ?? [], now.get(node) ?? []);
  }
  for (const [i, turn] of turns.entries()) {
    const again = replayed.turns[i];
    if (again === undefined) continue; // a reply that was not asked for is a missing child already
    compare(`depth of node ${i + 1}`, turn.depth, again.depth);
    compare(`status of node ${i + 1}`, turn.status, again.status);
  }
  for (const each of finalDifference(expected, replayed)) compare(...each);
  return found;
}

type Compared = readonly [what: string, recorded: JsonValue, found: JsonValue];

/** Of several ways that were given up the recorded one counts, where it is among them. */
function finalDifference({ finalAnswer, trainMessageLists }: RecordedTree, { finals }: ReplayedTree): Compared[] {
  const [first = { arguments: '', turnCount: 0 }] = finals;
  const same = finals.filter(final => final.arguments === finalAnswer);
  const counts = same.map(({ turnCount }) => turnCount);
  const count = counts.includes(trainMessageLists) ? trainMessageLists : (counts[0] ?? first.turnCount);
  return [
    ['final answer', finalAnswer, same[0]?.arguments ?? first.arguments],
    ['conversations for training', trainMessageLists, count],
  ];
}

/** Expansion numbers of the children by that of their parent, in the order of the turns. */
function childrenOf(
  turns: readonly { readonly parent: number; readonly expansion?: number }[],
): ReadonlyMap<number, readonly (number | null)[]> {
  const children = new Map<number, (number | null)[]>();
  for (const { parent, expansion = null } of turns) {
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [expansion]);
    else siblings.push(expansion);
  }
  return children;
}
