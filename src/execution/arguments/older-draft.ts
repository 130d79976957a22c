import type { JsonObject, JsonValue } from '../../base/index.js';

/** Spellings of older drafts and OpenAPI 3.0 in the words of 2020-12. */
export function modernized(given: JsonObject): JsonObject {
  const modern: Record<string, JsonValue> = { ...given };
  if (given['nullable'] === true && typeof given['type'] === 'string') modern['type'] = [given['type'], 'null'];
  if (Array.isArray(given['items'])) {
    modern['prefixItems'] = given['items'];
    delete modern['items'];
    if (given['additionalItems'] !== undefined) modern['items'] = given['additionalItems'];
  }
  for (const [bound, exclusive] of [
    ['minimum', 'exclusiveMinimum'],
    ['maximum', 'exclusiveMaximum'],
  ] as const) {
    if (typeof given[exclusive] !== 'boolean') continue;
    delete modern[exclusive];
    if (given[exclusive] && typeof given[bound] === 'number') {
      modern[exclusive] = given[bound];
      delete modern[bound];
    }
  }
  return modern;
}
