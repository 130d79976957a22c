import type { AnswerMessage } from './answer-file.js';
import { pathOf, type SearchedNode } from './searched-node.js';

/**
 * What a model can be trained with on the way to a node: for each call the conversation up to the reply that made it, and
 * likewise for each thought that stands where a reply ended. Of what was said for one reply alone only the last is kept in
 * each. A reply that was only a thought comes twice where another thought follows it.
 *
 * Source: the rule of ToolBench's answer files (one list for each `Action Input`, and for each `Thought` whose
 * conversation ends with a reply).
 */
export function trainMessages(node: SearchedNode): readonly (readonly AnswerMessage[])[] {
  return pathOf(node).flatMap(({ type, messages }) => {
    if (type === 'Action') return [];
    const isEnd = (message: AnswerMessage) => (type === 'Thought' ? message.role !== 'user' : isReply(message));
    const list = lastAsideOnly(messages.slice(0, messages.findLastIndex(isEnd) + 1));
    const last = list.at(-1);
    return last !== undefined && isReply(last) ? [list] : [];
  });
}

function isReply({ role }: AnswerMessage): boolean {
  return role === 'assistant';
}

function lastAsideOnly(messages: readonly AnswerMessage[]): readonly AnswerMessage[] {
  const lastAside = messages.findLastIndex(isAside);
  return messages.filter((message, i) => !isAside(message) || i === lastAside);
}

function isAside({ valid }: AnswerMessage): boolean {
  return valid === false;
}
