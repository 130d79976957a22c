import type { JsonObject } from '../../../base/index.js';

/**
 * What ToolBench keeps of one query: `<query_id>_<method>.json`. The names and the order of the members are those of the
 * files. Source: the published answer files and what ToolEval's converter reads of them.
 */
export type AnswerFile = DfsAnswerFile | CotAnswerFile;

export interface DfsAnswerFile {
  /** Whether an answer was reached. */
  readonly win: boolean;
  readonly tree: {
    /** Nodes, the root among them. */
    readonly size: number;
    /** Nodes on the longest path, the root among them. */
    readonly max_length: number;
    readonly tree: TreeNode;
  };
  readonly forward_args: DfsSettings;
  /** The path of every answer. */
  readonly compare_candidates: readonly (readonly PathNode[])[];
  readonly answer_generation: DfsAnswer;
}

export interface CotAnswerFile {
  readonly win: boolean;
  readonly try_count: number;
  readonly trys: readonly Try[];
  /** The path of every try that was not cut off or given up. */
  readonly compare_candidates: readonly (readonly PathNode[])[];
  readonly forward_args: CotSettings;
  readonly answer_generation: CotAnswer;
}

/** `win` is true only in tries after one that answered: the original asks too early. */
export interface Try {
  readonly chain: readonly PathNode[];
  readonly win: boolean;
}

export interface DfsSettings {
  readonly single_chain_max_step: number;
  readonly tree_beam_size: number;
  readonly max_query_count: number;
  readonly answer: number;
  readonly with_filter: boolean;
}

export interface CotSettings {
  readonly single_chain_max_step: number;
  readonly pass_at: number;
  readonly answer: number;
}

export interface PathNode {
  /** Always false in the original. */
  readonly is_terminal: boolean;
  readonly pruned: boolean;
  /** On the last two calls of a way that answered. */
  readonly finished: boolean;
  readonly depth: number;
  readonly node_type: 'Thought' | 'Action' | 'Action Input';
  /** The thought, the function's name, or the arguments as they were written. */
  readonly description: string;
  readonly Elo: number;
  /** Absent where it is empty. */
  readonly observation?: string;
  /** See `statusCodes`. */
  readonly observation_code?: number;
  readonly child_count: number;
  /** When the search came here, from 0; 0 also where it never did. */
  readonly expand_num: number;
  /** Empty, and of nodes `Action Input` alone. */
  readonly io_state?: JsonObject;
}

export interface TreeNode extends PathNode {
  readonly children: readonly TreeNode[];
}

interface Answer {
  readonly valid_data: boolean;
  /** Replies asked of the model. */
  readonly query_count: number;
  readonly total_tokens: number;
  /** The arguments of `Finish` as they were written: JSON that holds the answer. Empty without one. */
  readonly final_answer: string;
  /** What the model was offered, `Finish` last. */
  readonly function: readonly JsonObject[];
  /** Always empty. */
  readonly chain: readonly [];
  readonly query: string;
}

export interface DfsAnswer extends Answer {
  /** `give_answer` also where nothing was reached. */
  readonly finish_type: 'give_answer' | 'give_up';
  /** Absent where the data are not valid. */
  readonly train_messages?: readonly (readonly AnswerMessage[])[];
}

export interface CotAnswer extends Answer {
  /** Empty where the data are not valid. */
  readonly train_messages: readonly (readonly AnswerMessage[])[];
}

/** A message of a chat, in the older format with `function_call`, or in the newer one that StableToolBench writes too. */
export interface AnswerMessage {
  readonly role: 'system' | 'user' | 'assistant' | 'function' | 'tool';
  readonly name?: string;
  readonly content?: string | null;
  readonly function_call?: { readonly name: string; readonly arguments: string };
  readonly tool_calls?: readonly {
    readonly id: string;
    readonly function: { readonly name: string; readonly arguments: string };
  }[];
  readonly tool_call_id?: string;
  /** Said for one reply alone: to differ from what was tried. */
  readonly valid?: false;
}

export function isCot(answer: AnswerFile): answer is CotAnswerFile {
  return 'trys' in answer;
}
