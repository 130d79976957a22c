import { isJsonObject, type JsonValue } from '../../base/index.js';

/** Why a value is no JSON, and where in it. */
export class NotJson extends Error {
  override readonly name = 'NotJson';
  constructor(what: string, path: string) {
    super(
      path === ''
        ? `it returned ${what}, which JSON cannot hold`
        : `its value holds ${what} at ${path}, which JSON cannot hold`,
    );
  }
}

const maxDepth = 200;

/**
 * A copy of a value as JSON holds it, read as `JSON.stringify` reads it (`toJSON` is asked, `undefined` members are left
 * out), but nothing is lost silently.
 *
 * @throws NotJson for `undefined`, functions, symbols, big integers, infinities and NaN, maps and sets, cycles, and
 * nesting beyond 200 levels.
 */
export function jsonValue(value: unknown, path = '', depth = 0): JsonValue {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      if (Number.isFinite(value)) return value === 0 ? 0 : value; // of the two zeros JSON has one
      throw new NotJson(String(value), path);
    case 'object':
      return value === null ? null : jsonObject(value, path, depth);
    case 'bigint':
      throw new NotJson('a big integer', path);
    case 'undefined':
      throw new NotJson('nothing (undefined)', path);
    default:
      throw new NotJson(`a ${typeof value}`, path);
  }
}

function jsonObject(value: object, path: string, depth: number): JsonValue {
  // Only a cycle or a runaway is this deep; a set of ancestors for every value would cost more than it tells.
  if (depth >= maxDepth) throw new NotJson('a cycle or endless nesting', path.slice(0, 60));
  if ('toJSON' in value && typeof value.toJSON === 'function') return jsonValue(value.toJSON(), path, depth + 1);
  if (Array.isArray(value)) return Array.from(value, (item, i) => jsonValue(item, `${path}[${i}]`, depth + 1));
  if (value instanceof Map || value instanceof Set) throw new NotJson(`a ${value.constructor.name}`, path);
  if (!isJsonObject(value)) throw new NotJson('an object of an unknown kind', path);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(
    members.map(([key, member]) => [key, jsonValue(member, path === '' ? key : `${path}.${key}`, depth + 1)]),
  );
}
