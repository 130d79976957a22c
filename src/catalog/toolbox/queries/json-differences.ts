import { isJsonObject, type JsonObject, type JsonValue } from '../../../base/index.js';

/** Differences in document order, arrays by position; paths are JSON pointers. */
export function jsonDifferences(before: JsonValue, after: JsonValue, path = ''): JsonObject[] {
  const [a, b] = [partsOf(before), partsOf(after)];
  if (a === undefined || b === undefined || Array.isArray(before) !== Array.isArray(after)) {
    return before === after ? [] : [{ change: 'changed', path, before, after }];
  }
  const found: JsonObject[] = [];
  for (const key of new Set([...a.keys(), ...b.keys()])) {
    const at = `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const [left, right] = [a.get(key), b.get(key)];
    if (right === undefined) found.push({ change: 'removed', path: at, before: left ?? null });
    else if (left === undefined) found.push({ change: 'added', path: at, after: right });
    else found.push(...jsonDifferences(left, right, at));
  }
  return found;
}

function partsOf(value: JsonValue): Map<string, JsonValue> | undefined {
  if (Array.isArray(value)) return new Map(value.map((part: JsonValue, i) => [String(i), part]));
  return isJsonObject(value) ? new Map(Object.entries(value)) : undefined;
}
