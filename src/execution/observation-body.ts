import type { JsonValue } from '../base/index.js';
import { cutText } from './cut-text.js';
import type { Outcome } from './observation.js';
import { jsonSize } from './shaping/json-size.js';
import { maxShownDepth, shortenJson } from './shaping/shorten-json.js';

type Ok = Extract<Outcome, { status: 'ok' }>;

/** Characters of a body that are kept unless an executor is told otherwise. */
export const defaultMaxBodyCharacters = 20_000;

/**
 * What an `ok` outcome says about a value: a string as it is, anything else as JSON, indented where there is room. Over
 * `maxCharacters` a string is cut and JSON shortened (`shortenJson`), `fullLength` says how long it was, and the value is
 * left out.
 */
export function observationBody(
  value: JsonValue,
  maxCharacters = defaultMaxBodyCharacters,
): Pick<Ok, 'body' | 'value' | 'fullLength'> {
  if (typeof value === 'string') {
    if (value.length <= maxCharacters) return { body: value, value };
    return { body: cutText(value, maxCharacters), fullLength: value.length };
  }
  const { length, depth } = jsonSize(value);
  if (length > maxCharacters || depth > maxShownDepth) {
    return { body: shortenJson(value, maxCharacters), fullLength: length };
  }
  const indented = JSON.stringify(value, null, 2);
  return { body: indented.length <= maxCharacters ? indented : JSON.stringify(value), value };
}
