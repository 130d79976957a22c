import type { Message } from '../../../models/index.js';

/** A call that a conversation holds, with what came of it. */
export interface PastCall {
  readonly name: string;
  /** As the model wrote them. */
  readonly arguments: string;
  /** What the call gave; undefined where it gave nothing, or no reply is there. */
  readonly gave?: string;
}

export interface Conversation {
  readonly calls: readonly PastCall[];
  /** What was said to the model after the request. */
  readonly heard: string;
}

/** What a model finds in the messages: its calls in their order, and what it was told beside the request. */
export function readConversation(messages: readonly Message[]): Conversation {
  const replies = new Map(
    messages.flatMap(message => (message.role === 'tool' ? [[message.callId, message.content]] : [])),
  );
  const calls = messages.flatMap(message => (message.role === 'assistant' ? message.toolCalls : []));
  const [, ...later] = messages.filter(({ role }) => role === 'user');
  return {
    calls: calls.map(({ id, name, arguments: args }) => {
      const gave = bodyOf(replies.get(id) ?? '');
      return { name, arguments: args, ...(gave === undefined ? {} : { gave }) };
    }),
    heard: later.map(({ content }) => content).join('\n'),
  };
}

/** The text between the marks that an observation is shown with, where the call gave something. */
function bodyOf(shown: string): string | undefined {
  return /^<observation status="ok"[^>]*>\n([\s\S]*)\n<\/observation>/.exec(shown)?.[1];
}
