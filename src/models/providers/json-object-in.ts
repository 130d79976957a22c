import { isJsonObject, type JsonObject } from '../../base/index.js';

/** The JSON object that a text is, or `undefined` when it is anything else: the caller knows what was expected. */
export function jsonObjectIn(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined; // broken or not JSON, as servers and models write it
  }
}
