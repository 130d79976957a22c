import { loadPrompt, renderPrompt } from '../../base/index.js';
import {
  type ChatDelta,
  type ChatModel,
  type ChatReply,
  type ChatRequest,
  checkRequest,
  reply,
  type ToolChoice,
  type ToolSpec,
} from '../chat-model.js';
import { eachUntilAborted } from '../each-until-aborted.js';
import { callSchema } from './call-schema.js';
import { parseTextCalls } from './parse-text-calls.js';
import { type RenderToolsOptions, renderTools } from './render-tools.js';
import { textMessages } from './text-messages.js';

/**
 * Tool calls for a model that has none: tools are shown in the prompt, calls are read out of the text. A model that
 * enforces schemas is held to a well-formed call or answer. Replies to requests with tools come in one piece, because only
 * the end of the text tells what it is.
 */
export function withTextTools(model: ChatModel, options: RenderToolsOptions = {}): ChatModel {
  const toolsPrompt = loadPrompt(new URL('./text-tools.prompt.md', import.meta.url));
  const resultPrompt = loadPrompt(new URL('./tool-result.prompt.md', import.meta.url));

  async function* chat(request: ChatRequest): AsyncGenerator<ChatDelta, ChatReply, void> {
    request.signal?.throwIfAborted();
    checkRequest(request);
    const { tools = [], toolChoice = 'auto', ...rest } = request;
    if (tools.length === 0 || toolChoice === 'none') {
      return yield* model.chat({ ...rest, messages: textMessages(request.messages, '', resultPrompt) });
    }
    const offered = typeof toolChoice === 'object' ? tools.filter(tool => tool.name === toolChoice.name) : tools;
    const rule = ruleFor(toolChoice, model.features.schema);
    const instructions = renderPrompt(toolsPrompt, { tools: renderTools(offered, options), rule });
    const said = await reply(model, {
      ...rest,
      messages: textMessages(request.messages, instructions, resultPrompt),
      ...(model.features.schema ? { schema: callSchema(tools, toolChoice) } : {}),
    });
    const read = readReply(said, request, offered, toolChoice);
    yield* eachUntilAborted(deltasOf(read), request.signal);
    return read;
  }

  return {
    id: model.id,
    features: { ...model.features, tools: true },
    ...(model.price === undefined ? {} : { price: model.price }),
    chat,
    ...(model.close === undefined ? {} : { close: () => model.close?.() ?? Promise.resolve() }),
  };
}

/** One sentence that says when to call, and how to answer otherwise. */
function ruleFor(choice: ToolChoice, schemaEnforced: boolean): string {
  if (choice !== 'auto') return 'Call a function now.';
  return schemaEnforced
    ? 'When no call is needed, write {"answer": "<your answer>"} instead.'
    : 'When no call is needed, answer in plain words instead.';
}

function readReply(said: ChatReply, request: ChatRequest, tools: readonly ToolSpec[], choice: ToolChoice): ChatReply {
  // From the length of the conversation, so that ids differ between turns.
  const read = parseTextCalls(said.message.content, { tools, idPrefix: `call_${request.messages.length}_` });
  const { content, toolCalls } = read;
  const missing = choice !== 'auto' && toolCalls.length === 0 ? ['a call was required and the reply has none'] : [];
  const thoughts = [said.reasoning, read.reasoning].filter(thought => thought !== undefined);
  const calling = toolCalls.length > 0 && said.finish === 'stop';
  return {
    ...said,
    message: { role: 'assistant', content, toolCalls },
    finish: calling ? 'tool-calls' : said.finish,
    ...(thoughts.length === 0 ? {} : { reasoning: thoughts.join('\n') }),
    warnings: [...said.warnings, ...read.warnings, ...missing],
  };
}

function* deltasOf({ message }: ChatReply): Generator<ChatDelta> {
  if (message.content !== '') yield { type: 'text', text: message.content };
  for (const [index, call] of message.toolCalls.entries()) {
    yield { type: 'tool-call', index, name: call.name, arguments: call.arguments };
  }
}
