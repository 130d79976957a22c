import { isJsonObject, type JsonValue } from '../../base/index.js';

/** Names under which replies have the list of what was asked for, the usual first. */
const usualNames = [
  'items',
  'data',
  'results',
  'result',
  'records',
  'entries',
  'values',
  'value',
  'list',
  'rows',
  'hits',
  'content',
];

/** Deeper, a list belongs to one of the things rather than being the list of them. */
const maxDepth = 3;

/**
 * The list that a page of a reply holds: the reply itself, a member with a usual name, or else the longest list that is
 * nearest to the top. Undefined for replies without one.
 */
export function findList(reply: JsonValue): readonly JsonValue[] | undefined {
  let level: readonly JsonValue[] = [reply];
  for (let depth = 0; depth < maxDepth; depth += 1) {
    const lists = level.filter(value => Array.isArray(value));
    if (lists.length > 0) return longest(lists);
    const objects = level.filter(isJsonObject);
    const usual = objects.flatMap(object => usualNames.flatMap(name => ownList(object, name) ?? []));
    if (usual[0] !== undefined) return usual[0].items;
    level = objects.flatMap(object => Object.values(object));
  }
  return undefined;
}

function ownList(object: Readonly<Record<string, JsonValue>>, name: string) {
  const member = Object.hasOwn(object, name) ? object[name] : undefined;
  return Array.isArray(member) ? [{ items: member as readonly JsonValue[] }] : undefined;
}

function longest(lists: readonly (readonly JsonValue[])[]): readonly JsonValue[] | undefined {
  return lists.reduce<readonly JsonValue[] | undefined>(
    (best, list) => (best === undefined || list.length > best.length ? list : best),
    undefined,
  );
}
