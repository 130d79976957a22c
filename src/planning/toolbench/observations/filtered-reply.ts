import { isJsonObject, type JsonValue } from '../../../base/index.js';

/** Stands in templates beside the one item that is kept of a list. */
const listLength = '_list_length';

/**
 * The part of a reply that a template knows: members it does not name go, in objects at any depth; items of lists are held
 * against the template's first item. What is of another kind than the template says stays as it is.
 */
export function filteredReply(value: JsonValue, template: JsonValue | undefined): JsonValue {
  if (Array.isArray(value)) {
    const first = Array.isArray(template) ? (template as readonly JsonValue[]).find(isJsonObject) : undefined;
    return value.map((item: JsonValue) => (isJsonObject(item) ? filteredReply(item, first) : item));
  }
  if (!isJsonObject(value) || !isJsonObject(template)) return value;
  const known = Object.entries(value).filter(([key]) => key !== listLength && Object.hasOwn(template, key));
  return Object.fromEntries(known.map(([key, member]) => [key, filteredReply(member, template[key])]));
}

/**
 * A reply without the members at these dotted paths, in which lists are passed through: `data.items.icon` is the icon of
 * every item.
 */
export function withoutPaths(value: JsonValue, paths: readonly string[]): JsonValue {
  const here = new Set(paths);
  if (Array.isArray(value)) return value.map((item: JsonValue) => withoutPaths(item, paths));
  if (!isJsonObject(value)) return value;
  const kept = Object.entries(value).filter(([key]) => !here.has(key));
  return Object.fromEntries(
    kept.map(([key, member]) => {
      const below = paths.flatMap(path => (path.startsWith(`${key}.`) ? [path.slice(key.length + 1)] : []));
      return [key, below.length === 0 ? member : withoutPaths(member, below)];
    }),
  );
}
