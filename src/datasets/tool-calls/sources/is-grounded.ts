import { isJsonObject, type JsonValue } from '../../../base/index.js';
import { requestWords } from '../duplicates/request-words.js';

/**
 * Whether somebody who reads only these texts could give this value: most of its words stand in them, inflected or not.
 * Data sets have calls whose arguments were made up; nothing can be learned from those but to make up more.
 */
export function isGrounded(value: JsonValue, texts: readonly string[]): boolean {
  if (value === null || typeof value === 'boolean') return true;
  if (Array.isArray(value)) return value.every(item => isGrounded(item, texts));
  if (isJsonObject(value)) return Object.values(value).every(item => isGrounded(item, texts));
  const known = new Set(texts.flatMap(requestWords).map(stem));
  const words = requestWords(String(value)).map(stem);
  const said = words.filter(word => known.has(word)).length;
  return said * 2 > words.length || (words.length > 0 && said * 2 === words.length && words.length > 1);
}

const monthNumbers = new Map(
  'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ').map((month, place) => [month, String(place + 1)]),
);

/** The first letters tell enough; `May` is 5, `05` too. */
function stem(word: string): string {
  if (/^\d+$/.test(word)) return String(Number(word));
  return monthNumbers.get(word.slice(0, 3)) ?? word.slice(0, 5).replace(/(?:ing|ed|s)$/, '');
}
