import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from '../../base/index.js';

const maxDepth = 8;
const maxProperties = 200;
const maxItems = 20;

/**
 * A schema that the value, and values like it, have: types, no limits and nothing required. Items of a list are taken
 * together. Numbers are `number`, because 10 may as well be a price; null and what nests too deep may be anything.
 */
export function inferredSchema(value: JsonValue, depth = 0): JsonSchema {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return { type: typeof value };
  if (value === null || depth > maxDepth) return {};
  if (Array.isArray(value)) {
    const items = value.slice(0, maxItems).map(item => inferredSchema(item, depth + 1));
    const [first = {}, ...others] = items;
    const merged = others.reduce<JsonSchema>(together, first);
    return Object.keys(merged).length === 0 ? { type: 'array' } : { type: 'array', items: merged };
  }
  const members = isJsonObject(value) ? Object.entries(value).slice(0, maxProperties) : [];
  const properties = members
    .filter(([name]) => name !== '__proto__')
    .map(([name, member]) => [name, inferredSchema(member, depth + 1)] as const);
  return properties.length === 0 ? { type: 'object' } : { type: 'object', properties: Object.fromEntries(properties) };
}

/** What both schemas say; for objects, the properties of both. */
function together(a: JsonSchema, b: JsonSchema): JsonSchema {
  if (Object.keys(a).length === 0) return b;
  if (Object.keys(b).length === 0) return a;
  if (a['type'] !== b['type']) return {};
  if (a['type'] === 'array') {
    const items = together((a['items'] ?? {}) as JsonSchema, (b['items'] ?? {}) as JsonSchema);
    return Object.keys(items).length === 0 ? { type: 'array' } : { type: 'array', items };
  }
  if (a['type'] !== 'object') return a;
  const properties = new Map(Object.entries((a['properties'] ?? {}) as JsonObject));
  for (const [name, schema] of Object.entries((b['properties'] ?? {}) as JsonObject)) {
    const known = properties.get(name);
    properties.set(name, known === undefined ? schema : together(known as JsonSchema, schema as JsonSchema));
  }
  return { type: 'object', ...(properties.size === 0 ? {} : { properties: Object.fromEntries(properties) }) };
}
