import type { JsonObject } from '../../../base/index.js';
import type { CotAnswerFile, CotSettings, DfsAnswerFile, DfsSettings, PathNode, TreeNode } from './answer-file.js';
import { pathOf, type SearchedNode } from './searched-node.js';
import { trainMessages } from './train-messages.js';

/** What both forms say of a query and what it cost. */
export interface SearchFacts {
  readonly query: string;
  /** Function schemas as the model saw them, `Finish` last. */
  readonly functions: readonly JsonObject[];
  readonly queryCount: number;
  readonly totalTokens: number;
}

export interface SearchedTree extends SearchFacts {
  readonly root: SearchedNode;
  /** In the order in which they were reached. */
  readonly answers: readonly SearchedNode[];
  readonly gaveUp: readonly SearchedNode[];
  readonly settings: DfsSettings;
}

export interface SearchedChains extends SearchFacts {
  /** The last node of each try. */
  readonly ends: readonly SearchedNode[];
  /** Whether a try answered. */
  readonly win: boolean;
  readonly settings: CotSettings;
}

/**
 * The answer file of a search in a tree. Where nothing was answered the first way that was given up counts; the original
 * draws one by lot.
 */
export function dfsAnswerFile(searched: SearchedTree): DfsAnswerFile {
  const { root, answers, gaveUp, settings, query, functions, queryCount, totalTokens } = searched;
  const chosen = answers.find(({ pruned }) => !pruned) ?? gaveUp[0];
  const isAnswer = chosen !== undefined && !chosen.pruned;
  return {
    win: answers.length > 0,
    tree: { size: sizeOf(root), max_length: lengthOf(root), tree: treeNode(root) },
    forward_args: settings,
    compare_candidates: answers.filter(({ pruned }) => !pruned).map(pathNodes),
    answer_generation: {
      valid_data: chosen !== undefined,
      query_count: queryCount,
      total_tokens: totalTokens,
      final_answer: chosen?.description ?? '',
      finish_type: chosen === undefined || isAnswer ? 'give_answer' : 'give_up',
      function: functions,
      chain: [],
      ...(chosen === undefined ? {} : { train_messages: trainMessages(chosen) }),
      query,
    },
  };
}

/** The answer file of tries one after the other. Ways that were given up are no valid data here. */
export function cotAnswerFile(searched: SearchedChains): CotAnswerFile {
  const { ends, win, settings, query, functions, queryCount, totalTokens } = searched;
  const whole = ends.filter(({ pruned }) => !pruned);
  const [chosen] = whole;
  return {
    win,
    try_count: ends.length,
    trys: ends.map(end => ({ chain: pathNodes(end), win: false })),
    compare_candidates: whole.map(pathNodes),
    forward_args: settings,
    answer_generation: {
      valid_data: chosen !== undefined,
      final_answer: chosen?.description ?? '',
      function: functions,
      query_count: queryCount,
      total_tokens: totalTokens,
      train_messages: chosen === undefined ? [] : trainMessages(chosen),
      chain: [],
      query,
    },
  };
}

function pathNodes(end: SearchedNode): readonly PathNode[] {
  return pathOf(end).map(pathNode);
}

function pathNode(node: SearchedNode): PathNode {
  const { type, description, depth, pruned, finished, observation, code, children, expandNumber } = node;
  return {
    is_terminal: false,
    pruned,
    finished,
    depth,
    node_type: type,
    description,
    Elo: 1000,
    ...(observation === '' ? {} : { observation }),
    ...(code === undefined ? {} : { observation_code: code }),
    child_count: children.length,
    expand_num: expandNumber,
    ...(type === 'Action Input' ? { io_state: {} } : {}),
  };
}

function treeNode(node: SearchedNode): TreeNode {
  return { ...pathNode(node), children: node.children.map(treeNode) };
}

function sizeOf(node: SearchedNode): number {
  return node.children.reduce((sum, child) => sum + sizeOf(child), 1);
}

function lengthOf(node: SearchedNode): number {
  return 1 + Math.max(0, ...node.children.map(lengthOf));
}
