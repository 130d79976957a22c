import type { JsonValue } from '../../base/index.js';
import { resolved, type Variables } from './variables.js';

/** Stands for a value that is only known when the request is sent. */
export const unknownValue = '{{unknown}}';

/**
 * The value of a JSON text as Postman users write it: comments, trailing commas, and variables in place of whole values
 * (`{ "id": {{id}} }`). Variables that are not known give `unknownValue`. Undefined when it is no JSON even so.
 */
export function lenientJson(text: string, known: Variables): JsonValue | undefined {
  try {
    return JSON.parse(strictJson(text, known)) as JsonValue;
  } catch {
    return undefined; // the caller takes it for plain text
  }
}

/** Strings, comments, variables and trailing commas, of which only the strings are left as they are. */
const parts = /"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\/|\{\{\s*[^{}"]+?\s*\}\}|,(?=\s*[}\]])/g;

function strictJson(text: string, known: Variables): string {
  return text.replace(parts, part => {
    if (part.startsWith('"')) return part;
    if (!part.startsWith('{{')) return '';
    const value = resolved(part, known);
    return isJson(value) ? value : JSON.stringify(value === part ? unknownValue : value);
  });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false; // a word that Postman would put there without quotes
  }
}
