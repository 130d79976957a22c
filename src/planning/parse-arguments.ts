import { isJsonObject, type JsonObject, type JsonValue } from '../base/index.js';
import { findJson } from '../models/index.js';

export type ParsedArguments =
  | {
      readonly value: JsonObject;
      readonly problem?: undefined;
      /** How a text that was not quite JSON was read, in words. */
      readonly repaired?: string;
    }
  | { readonly value: JsonValue; readonly problem: string };

/**
 * The arguments of a call as a model wrote them, or what is wrong with them. What is not quite JSON (quotes, commas, a code
 * fence around it) is repaired; what was cut off is not, since nobody knows what would have followed.
 */
export function parseArguments(text: string): ParsedArguments {
  // Models write nothing at all for functions without parameters.
  if (text.trim() === '') return { value: {} };
  try {
    const value = JSON.parse(text) as JsonValue;
    return isJsonObject(value) ? { value } : { value, problem: 'the arguments must be one JSON object' };
  } catch (thrown) {
    const mended = repaired(text);
    if (mended !== undefined) return mended;
    return { value: text, problem: `the arguments are not JSON: ${(thrown as SyntaxError).message}` };
  }
}

function repaired(text: string): ParsedArguments | undefined {
  const [found, ...others] = findJson(text);
  if (found === undefined || others.length > 0 || found.incomplete || !isJsonObject(found.value)) return undefined;
  const around = `${text.slice(0, found.start)}${text.slice(found.end)}`;
  if (!/^\s*(?:```(?:json)?\s*)*$/i.test(around)) return undefined;
  return {
    value: found.value,
    repaired: `the arguments were not quite JSON and were read as ${JSON.stringify(found.value)}`,
  };
}
