import type { JsonValue } from '../base/index.js';
import { cutText } from './cut-text.js';

/** A value as JSON of at most `maxCharacters`, for sentences. */
export function shortJson(value: JsonValue, maxCharacters = 40): string {
  const text = JSON.stringify(typeof value === 'string' ? cutText(value, maxCharacters) : value);
  return text.length <= maxCharacters ? text : `${cutText(text, maxCharacters - 1)}…`;
}
