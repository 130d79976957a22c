import type { DecodedCall } from './decoded-call.js';
import { textMembers } from './python/python-value.js';
import { readPythonJson } from './python/read-python-json.js';

/**
 * Calls whose arguments are JSON text, as models with functions of their own give them; nothing where one's arguments are
 * no JSON object. Models write nothing at all for functions without parameters.
 */
export function decodeJsonCalls(
  calls: readonly { readonly name: string; readonly arguments: string }[],
): readonly DecodedCall[] | undefined {
  const decoded: DecodedCall[] = [];
  for (const { name, arguments: text } of calls) {
    const value = readPythonJson(text.trim() === '' ? '{}' : text);
    if (value?.kind !== 'dict') return undefined;
    decoded.push({ name, arguments: new Map(textMembers(value)) });
  }
  return decoded;
}
