import type { JsonValue } from '../base/index.js';
import type { Outcome } from './observation.js';

type Ok = Extract<Outcome, { status: 'ok' }>;

/** Characters of a body that are kept unless an executor is told otherwise. */
export const defaultMaxBodyCharacters = 20_000;

/**
 * What an `ok` outcome says about a value: a string as it is, anything else as indented JSON. Over `maxCharacters`
 * the body is cut, `fullLength` says how long it was, and the value is left out.
 */
export function observationBody(
  value: JsonValue,
  maxCharacters = defaultMaxBodyCharacters,
): Pick<Ok, 'body' | 'value' | 'fullLength'> {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  if (text.length <= maxCharacters) return { body: text, value };
  return { body: cutText(text, maxCharacters), fullLength: text.length };
}

/** The first `maxCharacters` of a text, one fewer where the cut would split a surrogate pair. */
export function cutText(text: string, maxCharacters: number): string {
  if (text.length <= maxCharacters) return text;
  const last = text.charCodeAt(maxCharacters - 1);
  const splitsPair = last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, splitsPair ? maxCharacters - 1 : maxCharacters);
}
