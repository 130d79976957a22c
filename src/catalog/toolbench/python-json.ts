import { isJsonObject, type JsonValue } from '../../base/index.js';

/**
 * JSON text as Python's `json.dumps` writes it by default: a space after `,` and `:`, and everything outside printable
 * ASCII escaped. Published document texts were made so, and their words count in retrieval: `é` is the word `u00e9`.
 *
 * A number such as `1.0` becomes `1`, because JavaScript keeps no trace of the zero.
 */
export function pythonJson(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(', ')}]`;
  if (isJsonObject(value)) {
    const members = Object.entries(value).map(([key, member]) => `${pythonJson(key)}: ${pythonJson(member)}`);
    return `{${members.join(', ')}}`;
  }
  return JSON.stringify(value).replace(/[^ -~]/g, escapeUnit);
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
