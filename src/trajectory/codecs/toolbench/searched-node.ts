import type { AnswerMessage, PathNode } from './answer-file.js';

/**
 * A node of a search as ToolBench counts them: a turn is a thought, a function's name and its arguments, each a node below
 * the one before. Grows while the search goes on.
 */
export interface SearchedNode {
  readonly type: PathNode['node_type'];
  readonly description: string;
  readonly parent?: SearchedNode;
  readonly depth: number;
  readonly children: SearchedNode[];
  /** The conversation up to here; at the last node of a turn with the turn and what its calls gave. */
  readonly messages: AnswerMessage[];
  readonly observation: string;
  readonly code?: number;
  /** Nothing goes on from here, and it is no answer. */
  pruned: boolean;
  finished: boolean;
  /** When the search came here, from 0. */
  expandNumber: number;
}

export type NewNode = Pick<SearchedNode, 'type' | 'description'> &
  Partial<Pick<SearchedNode, 'observation' | 'code'>> & {
    /** What the conversation gains with this node. */
    readonly gains?: readonly AnswerMessage[];
  };

/** The root: arguments of nothing, with what the model is told first. */
export function searchedRoot(messages: readonly AnswerMessage[]): SearchedNode {
  return { ...fresh(), type: 'Action Input', description: '', depth: 0, observation: '', messages: [...messages] };
}

/** Adds a child; its conversation is the parent's as it is now, with what the child gains. */
export function addNode(parent: SearchedNode, { gains = [], observation = '', ...node }: NewNode): SearchedNode {
  const child: SearchedNode = {
    ...fresh(),
    ...node,
    observation,
    parent,
    depth: parent.depth + 1,
    messages: [...parent.messages, ...gains],
  };
  parent.children.push(child);
  return child;
}

function fresh() {
  return { children: [], pruned: false, finished: false, expandNumber: 0 };
}

/** The nodes from the first below the root to this one. */
export function pathOf(node: SearchedNode): readonly SearchedNode[] {
  const path: SearchedNode[] = [];
  for (let at = node; at.parent !== undefined; at = at.parent) path.unshift(at);
  return path;
}

/** Marks an answer and the way to it, back to the second call before it. */
export function markFinished(answer: SearchedNode): void {
  let left = 2;
  for (let at: SearchedNode | undefined = answer; at !== undefined && left >= 0; at = at.parent) {
    at.finished = true;
    if (at.type === 'Action Input') left -= 1;
  }
}
