import { isJsonObject, type JsonObject, type JsonValue } from '../../../../base/index.js';
import type { AssistantMessage, Message } from '../../../chat-model.js';
import type { ToolDialogueTurn, WrittenCall } from '../../../tool-prompt/tool-turn-text.js';

/**
 * A conversation as the trained model knows conversations: requests, calls and what they gave. Instructions of the system
 * are left out, since it was taught none.
 */
export function toolDialogue(messages: readonly Message[]): readonly ToolDialogueTurn[] {
  return messages.flatMap((message): readonly ToolDialogueTurn[] => {
    switch (message.role) {
      case 'system':
        return [];
      case 'user':
        return [{ role: 'request', text: message.content }];
      case 'tool':
        return [{ role: 'observation', name: message.name, text: observedText(message.content) }];
      case 'assistant':
        return [assistantTurn(message)];
      default:
        return message satisfies never;
    }
  });
}

/** What a function gave, free of the marks that planners put around it for models that follow instructions. */
export function observedText(content: string): string {
  return /^<observation[^>]*>\n(.*)\n<\/observation>/s.exec(content)?.[1] ?? content;
}

/** The value that a function gave: JSON where it is that, text otherwise. */
export function observedValue(content: string): JsonValue {
  const text = observedText(content);
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text; // plain text is a value too
  }
}

function assistantTurn({ content, toolCalls }: AssistantMessage): ToolDialogueTurn {
  if (toolCalls.length > 0) {
    const calls = toolCalls.map(
      ({ name, arguments: text, missing }): WrittenCall => ({
        name,
        arguments: { ...argumentsIn(text), ...Object.fromEntries((missing ?? []).map(each => [each, null])) },
        ...(missing === undefined ? {} : { missing }),
      }),
    );
    return { role: 'calls', calls };
  }
  return content.trim() === '' ? { role: 'none' } : { role: 'answer', text: content };
}

function argumentsIn(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : {};
  } catch {
    return {}; // broken arguments of another model: that there was a call still counts
  }
}
