import { type ChatModel, type ChatReply, type ChatRequest, checkRequest, reply } from '../../../models/index.js';
import { parseReact } from './parse-react.js';

/** What a model that only reads and writes text is asked in place of a request with tools. */
export type AskInText = (request: ChatRequest) => Pick<ChatRequest, 'messages' | 'stop'>;

/**
 * A model that is asked in text and answers with `Thought`, `Action` and `Action Input`. Its replies come in one piece,
 * because only their end tells what they are. Requests without tools are passed on as they are.
 */
export function textModel(model: ChatModel, ask: AskInText): ChatModel {
  return {
    ...model,
    features: { ...model.features, tools: true },
    async *chat(request) {
      checkRequest(request);
      const { tools = [], toolChoice: _choice, openArguments: _open, ...rest } = request;
      if (tools.length === 0) return yield* model.chat(request);
      const said = await reply(model, { ...rest, ...ask(request) });
      const read = readReply(said, request);
      const { content } = read.message;
      if (content !== '') yield { type: 'text', text: content };
      for (const [index, call] of read.message.toolCalls.entries()) {
        yield { type: 'tool-call', index, name: call.name, arguments: call.arguments };
      }
      return read;
    },
  };
}

function readReply(said: ChatReply, { messages }: ChatRequest): ChatReply {
  const { thought, call, problems } = parseReact(said.message.content);
  // From the length of the conversation, so that ids differ between turns.
  const toolCalls = call === undefined ? [] : [{ id: `call_${messages.length}`, ...call }];
  return {
    ...said,
    message: { role: 'assistant', content: thought, toolCalls },
    finish: call !== undefined && said.finish === 'stop' ? 'tool-calls' : said.finish,
    warnings: [...said.warnings, ...problems],
  };
}
