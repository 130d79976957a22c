import { CapuchinError, isJsonObject, type JsonObject, type JsonValue, UnknownName } from '../../base/index.js';
import type { SearchOptions, searchRules } from '../dfsdt/search.js';

export type SearchRule = keyof typeof searchRules;

/** A recorded search of ToolBench: what the model replied, in order, and the tree that came of it. */
export interface TreeTrace {
  readonly name: string;
  /** The rule that the tree was found to follow. */
  readonly rule: SearchRule;
  readonly settings: Pick<SearchOptions, 'width' | 'maxDepth' | 'maxCalls' | 'answers'>;
  /** What the model could call, without `Finish`. */
  readonly functions: readonly string[];
  readonly turns: readonly RecordedTurn[];
  readonly expected: RecordedTree;
}

/** A reply of the model and what its call gave. `parent` and `depth` are never told to a search, only compared. */
export interface RecordedTurn {
  /** Absent where the reply had no content; empty where it was empty. */
  readonly thought?: string;
  readonly call?: { readonly name: string; readonly arguments: string };
  /** Code of what the call gave; absent without a call. */
  readonly status?: number;
  /** Expansion number of the node that the model was asked from. */
  readonly parent: number;
  /** Of the turn's last node. */
  readonly depth: number;
}

/** What ToolBench wrote of a tree. */
export interface RecordedTree {
  readonly modelCalls: number;
  readonly nodes: number;
  /** Nodes on the longest way, the root among them. */
  readonly maxLength: number;
  /** Nodes that the search came to. */
  readonly expanded: number;
  readonly answers: number;
  readonly gaveUp: number;
  readonly win: boolean;
  readonly validData: boolean;
  readonly finishType: string;
  /** Arguments of `Finish`. */
  readonly finalAnswer: string;
  /** Conversations for training that the answering way gives. */
  readonly trainMessageLists: number;
}

const rules: Readonly<Record<string, SearchRule>> = {
  current: 'toolbench',
  'legacy-depth-limit-returns-2': 'toolbench-older',
};

/** Reads a row of a file of traces; `where` is what messages call it. @throws CapuchinError `bad-tree-trace`. */
export function treeTraceOf(value: JsonValue, where: string): TreeTrace {
  const row = checked(value, where);
  const settings = row.object('forward_args');
  const expected = row.object('expected');
  const rule = row.text('rule');
  if (!Object.hasOwn(rules, rule)) {
    throw bad(`${where}: ${new UnknownName('rule', rule, Object.keys(rules)).message}`);
  }
  return {
    name: row.text('trace'),
    rule: rules[rule] as SearchRule,
    settings: {
      maxDepth: settings.number('single_chain_max_step'),
      width: settings.number('tree_beam_size'),
      maxCalls: settings.number('max_query_count'),
      answers: settings.number('answer'),
    },
    functions: row.list('functions').map(each => each.text('name')),
    turns: row.list('turns').map(turnOf),
    expected: {
      modelCalls: expected.number('query_count'),
      nodes: expected.number('nodes'),
      maxLength: expected.number('max_length'),
      expanded: expected.number('expanded'),
      answers: expected.number('terminal'),
      gaveUp: expected.number('gave_up'),
      win: expected.flag('win'),
      validData: expected.flag('valid_data'),
      finishType: expected.text('finish_type'),
      finalAnswer: expected.text('final_answer'),
      trainMessageLists: expected.number('train_message_lists'),
    },
  };
}

function turnOf(turn: Checked): RecordedTurn {
  const call = turn.has('function_call') ? turn.object('function_call') : undefined;
  return {
    ...(turn.has('content') ? { thought: turn.text('content') } : {}),
    ...(call === undefined
      ? {}
      : { call: { name: call.text('name'), arguments: call.text('arguments') }, status: turn.number('status') }),
    parent: turn.number('parent_expand'),
    depth: turn.number('depth'),
  };
}

interface Checked {
  /** Whether the member is there and not null. */
  has(member: string): boolean;
  text(member: string): string;
  number(member: string): number;
  flag(member: string): boolean;
  object(member: string): Checked;
  list(member: string): readonly Checked[];
}

/** Gives members of an object that are of the kind asked for. */
function checked(value: JsonValue | undefined, where: string): Checked {
  if (!isJsonObject(value)) throw bad(`${where}: an object was expected`);
  const given: JsonObject = value;
  const member = (name: string) => (Object.hasOwn(given, name) ? given[name] : undefined);
  const wanted = (name: string, kind: string) => bad(`${where}: ${name}: ${kind} was expected`);
  return {
    has: name => (member(name) ?? null) !== null,
    text(name) {
      const found = member(name);
      if (typeof found !== 'string') throw wanted(name, 'a text');
      return found;
    },
    number(name) {
      const found = member(name);
      if (typeof found !== 'number' || !Number.isSafeInteger(found)) throw wanted(name, 'a whole number');
      return found;
    },
    flag(name) {
      const found = member(name);
      if (typeof found !== 'boolean') throw wanted(name, 'true or false');
      return found;
    },
    object: name => checked(member(name), `${where}: ${name}`),
    list(name) {
      const found = member(name);
      if (!Array.isArray(found)) throw wanted(name, 'a list');
      return found.map((each: JsonValue, i) => checked(each, `${where}: ${name}[${i}]`));
    },
  };
}

function bad(message: string): CapuchinError {
  return new CapuchinError('bad-tree-trace', `no trace of a recorded tree: ${message}`);
}
