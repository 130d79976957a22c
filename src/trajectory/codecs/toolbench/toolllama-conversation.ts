import type { JsonObject, JsonValue } from '../../../base/index.js';
import type { AnswerFile, AnswerMessage } from './answer-file.js';
import { pythonJson } from './python-json.js';
import { pythonRepr } from './python-repr.js';

/** One example of ToolLLaMA's training files: a conversation whose last turn, a call, is to be learned. */
export interface ToolLlamaSample {
  /** `Step <messages before the last>: <query>`. */
  readonly id: string;
  readonly conversations: readonly ToolLlamaTurn[];
}

export interface ToolLlamaTurn {
  readonly from: 'system' | 'user' | 'function' | 'assistant';
  readonly value: string;
}

export interface ToolLlamaOptions {
  /** The system message of a conversation as the model shall see it, for the functions on offer. Default `withFunctionList`. */
  readonly system?: (content: string, functions: readonly JsonObject[]) => string;
  /** Leaves out what a reply that calls says besides, as the original's preprocessing does. Default false. */
  readonly asPublished?: boolean;
}

/**
 * The examples of a valid answer, given up or not: one for each list of `train_messages` that ends with a call. A reply
 * that was only a thought stands with the call after it.
 */
export function toolLlamaSamples({ answer_generation: answer }: AnswerFile, options: ToolLlamaOptions = {}) {
  const { system = withFunctionList, asPublished = false } = options;
  if (!answer.valid_data) return [];
  return (answer.train_messages ?? []).flatMap((list): ToolLlamaSample[] => {
    if (list.at(-1)?.function_call === undefined) return [];
    const conversations = turnsOf(list, asPublished, content => system(content, answer.function));
    return [{ id: `Step ${list.length - 1}: ${answer.query}`, conversations }];
  });
}

function turnsOf(
  messages: readonly AnswerMessage[],
  asPublished: boolean,
  system: (content: string) => string,
): readonly ToolLlamaTurn[] {
  const turns: ToolLlamaTurn[] = [];
  let thoughts = '';
  for (const { role, content, function_call: call } of messages) {
    if (role === 'assistant') {
      if (call === undefined || (!asPublished && (content ?? '') !== '')) thoughts += `\nThought: ${content ?? ''}`;
      if (call === undefined) continue;
      turns.push({ from: role, value: reactText(call, thoughts) });
      thoughts = '';
      continue;
    }
    thoughts = '';
    const from = role === 'tool' ? 'function' : role;
    turns.push({ from, value: role === 'system' ? system(content ?? '') : (content ?? '') });
  }
  return turns;
}

/** A call as ToolLLaMA writes it; `thoughts` begin with `\nThought: ` or are empty. */
export function reactText(call: { readonly name: string; readonly arguments: string }, thoughts = ''): string {
  return `${thoughts === '' ? '\nThought: ' : thoughts}\nAction: ${call.name}\nAction Input: ${call.arguments}`;
}

/** A system message, with the functions after it as the original prints them. */
export function withFunctionList(content: string, functions: readonly JsonObject[]): string {
  return `${content}\nSpecifically, you have access to the following APIs: ${pythonRepr(functions)}`;
}

/** A training file as the original's preprocessing writes it: four spaces a level, characters as they are. */
export function writeToolLlamaFile(samples: readonly ToolLlamaSample[]): string {
  return pythonJson(samples as unknown as JsonValue, { indent: 4, ascii: false });
}

/** A conversation on one line, as the template of single rounds prints it; the last turn ends with `</s>`. */
export function singleLineConversation({ conversations }: ToolLlamaSample): string {
  const lines = conversations.map(({ from, value }) => `${roleNames[from]}: ${value}`);
  return `${lines.join('\n')}</s>`;
}

export const roleNames = { system: 'System', user: 'User', function: 'Function', assistant: 'Assistant' } as const;
