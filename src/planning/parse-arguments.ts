import { isJsonObject, type JsonObject, type JsonValue } from '../base/index.js';

export type ParsedArguments =
  | { readonly value: JsonObject; readonly problem?: undefined }
  | { readonly value: JsonValue; readonly problem: string };

/** The arguments of a call as a model wrote them, or what is wrong with them. */
export function parseArguments(text: string): ParsedArguments {
  // Models write nothing at all for functions without parameters.
  if (text.trim() === '') return { value: {} };
  try {
    const value = JSON.parse(text) as JsonValue;
    return isJsonObject(value) ? { value } : { value, problem: 'the arguments must be one JSON object' };
  } catch (thrown) {
    return { value: text, problem: `the arguments are not JSON: ${(thrown as SyntaxError).message}` };
  }
}
