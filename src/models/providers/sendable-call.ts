import { isJsonObject, type JsonObject } from '../../base/index.js';
import type { ToolCall } from '../chat-model.js';

export interface SendableCall {
  readonly id: string;
  readonly name: string;
  readonly arguments: JsonObject;
}

/**
 * An earlier call in a form that every server takes back. Servers refuse a whole conversation over one name with a space
 * in it or one broken argument text, and such calls must stay in it for the model to learn from the answer they got.
 */
export function sendableCall(call: ToolCall): SendableCall {
  return { id: sendableId(call.id), name: sendableName(call.name), arguments: argumentsObject(call.arguments) };
}

/** Ids are made up by servers and by us; some accept only these characters in them. */
export function sendableId(id: string): string {
  return id.replace(/[^a-zA-Z0-9_-]/g, '_');
}

function sendableName(name: string): string {
  return name.replace(/[^a-zA-Z0-9_-]/g, '_').slice(0, 64) || '_';
}

function argumentsObject(text: string): JsonObject {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : { not_an_object: text };
  } catch {
    return { not_json: text }; // the tool's answer, which follows, tells the model
  }
}
