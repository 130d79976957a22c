import { isJsonObject, type JsonValue } from '../../../base/index.js';

/**
 * What a path finds in a document: dotted names and list places (`items.0.first-name`), or any JMESPath expression.
 * `null` where there is nothing. Throws on a wrong expression and on one that would take too long.
 */
export async function selectJson(document: JsonValue, path: string): Promise<JsonValue> {
  if (isDottedPath(path)) return stepThrough(document, path.split('.'));
  const { queryJmesPath } = await import('./jmes-path.js'); // needed by few, so not loaded with the catalog
  return queryJmesPath(document, path);
}

function isDottedPath(path: string): boolean {
  return /^[\w$-]+(\.[\w$-]+)*$/.test(path);
}

function stepThrough(document: JsonValue, steps: readonly string[]): JsonValue {
  let found = document;
  for (const step of steps) {
    const within = Array.isArray(found) ? /^\d+$/.test(step) : isJsonObject(found);
    if (!within || !Object.hasOwn(found as object, step)) return null;
    found = (found as Record<string, JsonValue>)[step] as JsonValue;
  }
  return found;
}
