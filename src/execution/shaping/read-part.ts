import { isJsonObject, type JsonObject, type JsonValue } from '../../base/index.js';
import { selectJson } from '../../catalog/index.js';

/** Which part of a reply is wanted. */
export interface WantedPart {
  /** Paths, dotted or JMESPath. One gives what it finds, several an object with what each finds. */
  readonly select?: readonly string[];
  /** First item of a list, or character of a text; from 0. Default 0. */
  readonly offset?: number;
  /** How many items, or characters. */
  readonly limit?: number;
}

/** A part of a reply, and where it lies when it is a piece of something longer. */
export interface ReadPart {
  readonly part: JsonValue;
  readonly offset?: number;
  /** Items or characters there are in all. */
  readonly total?: number;
}

/**
 * A part of a reply: first the list is found and cut (the reply itself, or the only list among its members, or what
 * the only path finds), then the paths pick from each of its items. Paths that begin with `[` and those for replies
 * without a list are about the whole reply. Throws on a wrong path.
 */
export async function readPart(reply: JsonValue, { select = [], offset = 0, limit }: WantedPart): Promise<ReadPart> {
  const isCut = offset > 0 || limit !== undefined;
  const end = limit === undefined ? undefined : offset + limit;
  if (Array.isArray(reply) && select.every(path => !path.startsWith('['))) {
    const items = reply.slice(offset, end);
    const part = select.length === 0 ? items : await Promise.all(items.map(item => pick(item, select)));
    return isCut ? { part, offset, total: reply.length } : { part };
  }
  const found = select.length === 0 ? (isCut ? onlyList(reply) : reply) : await pick(reply, select);
  if (!isCut || !(Array.isArray(found) || typeof found === 'string')) return { part: found };
  return { part: found.slice(offset, end), offset, total: found.length };
}

async function pick(from: JsonValue, paths: readonly string[]): Promise<JsonValue> {
  const found: [string, JsonValue][] = [];
  for (const path of paths) found.push([path, await selectJson(from, path)]);
  const [only] = found;
  return found.length === 1 && only !== undefined ? only[1] : (Object.fromEntries(found) as JsonObject);
}

/** The list of a reply that wraps it in an object, or else the reply itself. */
function onlyList(reply: JsonValue): JsonValue {
  if (!isJsonObject(reply)) return reply;
  const lists = Object.values(reply).filter(member => Array.isArray(member));
  return lists.length === 1 ? (lists[0] as JsonValue) : reply;
}
