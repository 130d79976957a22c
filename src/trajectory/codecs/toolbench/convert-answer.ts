import type { AnswerFile, AnswerMessage, PathNode, TreeNode } from './answer-file.js';
import { isCot } from './answer-file.js';
import type { ConvertedAnswer, ConvertedCall, ConvertedNode } from './converted-answer.js';
import { pythonRepr } from './python-repr.js';

export interface ConvertOptions {
  /** As it shall stand in the converted answer, such as `chatgpt_cot`. */
  readonly method: string;
  /**
   * `whole`: complete texts and calls, as StableToolBench converts and its judges read. `short`: the first 100 characters
   * of each, as in ToolBench's published evaluation set.
   */
  readonly messages?: 'whole' | 'short';
  /** Which way of an answer that is not valid is shown. Default `longest`, the first of the longest. The original draws lots. */
  readonly invalid?: 'first' | 'longest';
}

type Step = { readonly role: 'assistant'; readonly message: string } | ToolStep;
interface ToolStep {
  readonly role: 'tool';
  readonly message: ConvertedCall;
}

/**
 * An answer file as ToolEval wants it. What is shown of a valid answer is its last list of `train_messages`, of another
 * one way of its tree or one of its tries.
 */
export function convertAnswer(file: AnswerFile, options: ConvertOptions): ConvertedAnswer {
  const { method, messages = 'whole', invalid = 'longest' } = options;
  const {
    valid_data: isValid,
    train_messages: lists = [],
    query,
    function: functions,
    ...rest
  } = file.answer_generation;
  const last = lists.at(-1);
  const steps = isValid && last !== undefined ? stepsOfMessages(last.slice(2)) : stepsOfPath(wayOf(file, invalid));
  const user = messages === 'whole' ? '' : shortened(query);
  const all: readonly Omit<ConvertedNode, 'next'>[] = [
    { role: 'system', message: '' },
    { role: 'user', message: user },
    ...steps.map(step => (messages === 'whole' ? step : { ...step, message: shortStep(step) })),
  ];
  return {
    query,
    available_tools: functions,
    answer: {
      method,
      total_steps: all.length,
      final_answer: rest.final_answer,
      answer_details: all.reduceRight<readonly ConvertedNode[]>((next, node) => [{ ...node, next }], []),
    },
  };
}

function stepsOfMessages(messages: readonly AnswerMessage[]): readonly Step[] {
  const steps: Step[] = [];
  for (const [i, message] of messages.entries()) {
    if (message.role !== 'assistant') continue;
    const { content, function_call: call, tool_calls: calls = [] } = message;
    if (call === undefined && calls.length === 0) steps.push({ role: 'assistant', message: content ?? '' });
    if (call !== undefined) steps.push(toolStep(call, call.name === 'Finish' ? '' : messages[i + 1]?.content));
    for (const { id, function: each } of calls) {
      const seen = messages.slice(i + 1).find(({ tool_call_id: of }) => of === id);
      steps.push(toolStep(each, each.name === 'Finish' ? '' : seen?.content));
      if (each.name === 'Finish') return steps;
    }
  }
  return steps;
}

function toolStep(call: { name: string; arguments: string }, response: string | null | undefined): ToolStep {
  return { role: 'tool', message: { name: call.name, arguments: call.arguments, response: response ?? '' } };
}

/** An `Action` and the arguments after it are one step. A way that the search left between the two ends before it. */
function stepsOfPath(path: readonly PathNode[]): readonly Step[] {
  return path.flatMap((node, i): Step[] => {
    if (node.node_type === 'Thought') return [{ role: 'assistant', message: node.description }];
    const input = path[i + 1];
    if (node.node_type !== 'Action' || input?.node_type !== 'Action Input') return [];
    return [toolStep({ name: node.description, arguments: input.description }, input.observation)];
  });
}

function wayOf(file: AnswerFile, which: 'first' | 'longest'): readonly PathNode[] {
  const ways = isCot(file) ? file.trys.map(({ chain }) => chain) : pathsOf(file.tree.tree).map(path => path.slice(1));
  const most = Math.max(0, ...ways.map(way => way.length));
  return (which === 'first' ? ways[0] : ways.find(way => way.length === most)) ?? [];
}

function pathsOf(node: TreeNode): readonly (readonly TreeNode[])[] {
  if (node.children.length === 0) return [[node]];
  return node.children.flatMap(child => pathsOf(child).map(path => [node, ...path]));
}

function shortStep({ message }: Step): string {
  return shortened(typeof message === 'string' ? message : pythonRepr({ ...message }));
}

/** Python counts characters, not their halves. */
function shortened(text: string): string {
  return Array.from(text.slice(0, 200)).slice(0, 100).join('');
}
