import { dfsdtSearch, type SearchNode, searchRules } from '../dfsdt/search.js';
import { finishName } from '../toolbench/finish/finish-function.js';
import { parseFinish } from '../toolbench/finish/parse-finish.js';
import type { RecordedTree, RecordedTurn, SearchRule, TreeTrace } from './tree-trace.js';

/** The tree that a search makes of recorded replies. */
export interface ReplayedTree {
  readonly tree: Omit<RecordedTree, 'finalAnswer' | 'trainMessageLists'>;
  /** In the order of the model's replies. */
  readonly turns: readonly ReplayedTurn[];
  /** What may be the final answer: where ways were only given up, ToolBench draws one of them by lot. */
  readonly finals: readonly { readonly arguments: string; readonly turnCount: number }[];
}

export interface ReplayedTurn extends SearchNode {
  /** When the search came to the turn's last node, from 0, the root's; absent where it never did. */
  readonly expansion?: number;
  /** The expansion number of the node that the model was asked from. */
  readonly parent: number;
  readonly status?: number;
}

interface Node extends SearchNode {
  readonly parent?: Node;
  readonly turn?: RecordedTurn;
  readonly status?: number;
  /** Set when the search comes here. */
  expansion?: number;
}

/**
 * Searches with the replies of a trace in place of a model, each given to whoever asks next, and what their calls gave in
 * place of APIs. Where the search asks for more replies than there are, it is over, with one call too many.
 */
export async function replayTree(trace: TreeTrace, rule: SearchRule = trace.rule): Promise<ReplayedTree> {
  const made: Node[] = [];
  let expanded = 0;
  let isOut = false;
  const search = dfsdtSearch<Node, Node>(
    { depth: 0, outcome: 'open' },
    {
      async *expand(parent) {
        const turn = trace.turns[made.length];
        isOut = turn === undefined;
        const child = turn === undefined ? parent : childOf(parent, turn, trace.functions);
        if (!isOut) yield child;
        return child;
      },
      visit(node) {
        if (isOut) return;
        node.expansion = expanded;
        expanded += 1;
      },
      endsAll: () => isOut,
    },
    { ...searchRules[rule], ...trace.settings },
  );
  let next = await search.next();
  for (; !next.done; next = await search.next()) made.push(next.value);
  const { answers, gaveUp, calls } = next.value;

  const finals = (answers.length > 0 ? answers.slice(0, 1) : gaveUp).map(node => ({
    arguments: node.turn?.call?.arguments ?? '',
    turnCount: turnsTo(node),
  }));
  return {
    turns: made.map(replayedTurn),
    finals,
    tree: {
      modelCalls: calls,
      nodes: made.reduce((sum, { turn }) => sum + (turn === undefined ? 0 : levelsOf(turn)), 1),
      maxLength: 1 + Math.max(0, ...made.map(({ depth }) => depth)),
      expanded,
      answers: answers.length,
      gaveUp: gaveUp.length,
      win: answers.length > 0,
      validData: finals.length > 0,
      finishType: answers.length === 0 && gaveUp.length > 0 ? 'give_up' : 'give_answer',
    },
  };
}

function childOf(parent: Node, turn: RecordedTurn, functions: readonly string[]): Node {
  const status = statusOf(turn, functions);
  return {
    parent,
    turn,
    depth: parent.depth + levelsOf(turn),
    outcome: status === 3 ? 'answered' : status === 4 ? 'gave-up' : 'open',
    ...(status === undefined ? {} : { status }),
  };
}

/** Tree nodes that a reply becomes: one for the thought, one for the function's name, one for its arguments. */
function levelsOf({ thought, call }: RecordedTurn): number {
  return (thought === undefined ? 0 : 1) + (call === undefined ? 0 : 2);
}

/** What `Finish` and names that nothing has come to is found anew; what an API gave is as it was recorded. */
function statusOf({ call, status }: RecordedTurn, functions: readonly string[]): number | undefined {
  if (call === undefined) return undefined;
  if (call.name === finishName) return parseFinish(call.arguments).code;
  // ToolBench takes the first function whose name ends so.
  return functions.some(name => name.endsWith(call.name)) ? status : 1;
}

function turnsTo(node: Node): number {
  let count = 0;
  for (let at: Node | undefined = node; at?.parent !== undefined; at = at.parent) count += 1;
  return count;
}

function replayedTurn({ depth, outcome, expansion, parent, status }: Node): ReplayedTurn {
  return {
    depth,
    outcome,
    parent: parent?.expansion ?? 0,
    ...(expansion === undefined ? {} : { expansion }),
    ...(status === undefined ? {} : { status }),
  };
}
