import { loadPrompt, renderPrompt } from '../../../base/index.js';
import type { ChatModel, Message, ToolSpec } from '../../../models/index.js';
import { reactText, roleNames, withFunctionList } from '../../../trajectory/index.js';
import type { ModelAdapter } from './model-adapter.js';
import { textModel } from './text-model.js';

/**
 * For models that were trained as ToolLLaMA is: the whole conversation is one text that the model goes on writing. It is
 * sent as the only message of the user, so the server must pass that on without a chat template around it. Whole turns of
 * the past are shown, as in training; ToolBench's first code showed the thoughts alone. Asides that are over are left out.
 */
export const toolLlama: ModelAdapter = {
  name: 'toolllama',
  adapt: toolLlamaModel,
  spec: schema => schema,
};

function toolLlamaModel(model: ChatModel): ChatModel {
  const format = renderPrompt(loadPrompt(new URL('./toolllama.prompt.md', import.meta.url)), {});
  return textModel(model, ({ messages, tools = [], stop = [] }) => ({
    messages: [{ role: 'user', content: toolLlamaPrompt(messages, tools, format) }],
    stop: [...stop, '</s>'],
  }));
}

/** One line for each turn, `Role: text`, and last the role of the model with nothing after it. */
export function toolLlamaPrompt(messages: readonly Message[], tools: readonly ToolSpec[], format: string): string {
  const functions = tools.map(({ name, description, parameters }) => ({ name, description, parameters }));
  const lines = messages.flatMap(message => {
    switch (message.role) {
      case 'system':
        return [`${roleNames.system}: ${withFunctionList(`${message.content}\n${format}`, functions)}`];
      case 'user':
        return [`${roleNames.user}: ${message.content}`];
      case 'tool':
        return [`${roleNames.function}: ${message.content}`];
      case 'assistant': {
        const thought = `\nThought: ${message.content}`;
        if (message.toolCalls.length === 0) return [`${roleNames.assistant}: ${thought}`];
        return message.toolCalls.map((call, i) => `${roleNames.assistant}: ${reactText(call, i === 0 ? thought : '')}`);
      }
      default:
        return message satisfies never;
    }
  });
  return `${[...lines, `${roleNames.assistant}:`].join('\n')}\n`;
}
