import type { JsonObject } from '../../../base/index.js';

/** An answer in the form that ToolEval judges, one of many in a file that is keyed by query id. */
export interface ConvertedAnswer {
  readonly query: string;
  /** Function schemas, `Finish` last. */
  readonly available_tools: readonly JsonObject[];
  readonly answer: {
    readonly method: string;
    /** Nodes of the details, those of the system and the user among them. */
    readonly total_steps: number;
    /** As in an answer file. */
    readonly final_answer: string;
    /** One node, from which each leads to the next. */
    readonly answer_details: readonly ConvertedNode[];
  };
}

export interface ConvertedNode {
  readonly role: 'system' | 'user' | 'assistant' | 'tool';
  /** A text, or of a tool the call; in the short form the first 100 characters of either. */
  readonly message: string | ConvertedCall;
  readonly next: readonly ConvertedNode[];
}

export interface ConvertedCall {
  readonly name: string;
  readonly arguments: string;
  /** Empty for `Finish`. */
  readonly response: string;
}

/** The nodes of an answer in order, the first way where it branches. */
export function nodesOf({ answer }: ConvertedAnswer): readonly ConvertedNode[] {
  const nodes: ConvertedNode[] = [];
  for (let at = answer.answer_details[0]; at !== undefined; at = at.next[0]) nodes.push(at);
  return nodes;
}

/** The name of the function that a tool node calls, also where the short form cut the call. */
export function calledName({ role, message }: ConvertedNode): string | undefined {
  if (role !== 'tool') return undefined;
  return typeof message === 'string' ? /^\{'name': '((?:[^'\\]|\\.)*)'?/.exec(message)?.[1] : message.name;
}

/** Functions that were called and not offered. */
export function hallucinatedNames(converted: ConvertedAnswer): readonly string[] {
  const offered = new Set(converted.available_tools.map(tool => tool['name']));
  return nodesOf(converted).flatMap(node => {
    const name = calledName(node);
    return name === undefined || offered.has(name) ? [] : [name];
  });
}

/** Whether the last call is `Finish`, without which ToolEval passes nothing. */
export function endsWithFinish(converted: ConvertedAnswer): boolean {
  const last = nodesOf(converted).findLast(({ role }) => role === 'tool');
  return last !== undefined && calledName(last) === 'Finish';
}
