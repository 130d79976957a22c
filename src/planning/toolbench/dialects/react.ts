import { loadPrompt, renderPrompt } from '../../../base/index.js';
import type { ChatModel, Message, ToolSpec } from '../../../models/index.js';
import type { ModelAdapter } from './model-adapter.js';
import { textModel } from './text-model.js';

/** For chat models without functions: they are listed in the system message, and calls are written as text. */
export const react: ModelAdapter = {
  name: 'react',
  adapt: reactModel,
  spec: schema => schema,
};

function reactModel(model: ChatModel): ChatModel {
  const format = loadPrompt(new URL('./react.prompt.md', import.meta.url));
  return textModel(model, ({ messages, tools = [], stop = [] }) => ({
    messages: reactMessages(messages, renderPrompt(format, { functions: tools.map(functionLine).join('\n') })),
    stop: [...stop, '\nObservation:'],
  }));
}

/** Calls become what the model would have written, what they gave messages of the user. */
export function reactMessages(messages: readonly Message[], format: string): readonly Message[] {
  const texts: Message[] = [];
  const say = (role: 'system' | 'user', content: string) => {
    const last = texts.at(-1);
    // Many prompt templates want the roles to take turns.
    if (last?.role === role) texts[texts.length - 1] = { role, content: `${last.content}\n\n${content}` };
    else texts.push({ role, content });
  };
  for (const message of messages) {
    if (message.role === 'system') say('system', `${message.content}\n\n${format}`);
    else if (message.role === 'user') say('user', message.content);
    else if (message.role === 'tool') say('user', `Observation: ${message.content}`);
    else {
      const calls = message.toolCalls.map(call => `\nAction: ${call.name}\nAction Input: ${call.arguments}`);
      texts.push({ role: 'assistant', content: `Thought: ${message.content}${calls.join('')}`, toolCalls: [] });
    }
  }
  return texts;
}

/** `name(required: type, optional?: type): description`, on one line. */
function functionLine({ name, description, parameters }: ToolSpec): string {
  const { properties, required } = parameters as {
    properties?: Readonly<Record<string, { type?: string; description?: string }>>;
    required?: readonly string[];
  };
  const shown = Object.entries(properties ?? {}).map(([key, { type = 'string', description: about = '' }]) => {
    const words = about.replace(/\s+/g, ' ').trim();
    return `${key}${required?.includes(key) ? '' : '?'}: ${type}${words === '' ? '' : ` (${words})`}`;
  });
  return `- ${name}(${shown.join(', ')}): ${description.replace(/\s+/g, ' ')}`;
}
