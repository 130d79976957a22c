import { isJsonObject, type JsonSchema, type JsonValue } from '../../base/index.js';
import { withNull } from '../openapi/schema-types.js';
import { schemaAt } from './schema-at.js';

/**
 * A schema in the part of JSON Schema that OpenAI's strict mode allows: every object is closed and requires all its
 * members, those that were optional may be null; alternatives are `anyOf`; parts of `allOf` are joined. What cannot be
 * said that way (objects with free keys, values of any type) is asked for as JSON text, which the check of the arguments
 * reads. `given` stands by itself; so does the result.
 */
export function strictSchema(given: JsonSchema): JsonSchema {
  const { $defs, ...top } = given;
  const strict = strictly(top, given, 0);
  const object = strict['type'] === 'object' ? strict : closedObject({}, given, 0);
  if (!isJsonObject($defs)) return object;
  const definitions = Object.entries($defs).map(([name, schema]) => [name, strictly(schema, given, 0)] as const);
  return withReached(object, Object.fromEntries(definitions));
}

/** Joined parts can contain themselves. */
const maxDepth = 16;

const formats = new Set(['date-time', 'time', 'date', 'duration', 'email', 'hostname', 'ipv4', 'ipv6', 'uuid']);
const plainKeywords = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'];

function strictly(given: JsonValue, root: JsonSchema, depth: number): JsonSchema {
  if (!isJsonObject(given) || depth > maxDepth) return jsonText({}, 'value');
  const { $ref } = given;
  if (typeof $ref === 'string') return { $ref };
  if (Array.isArray(given['allOf'])) return strictly(joined(given, root, 0), root, depth + 1);
  const alternatives = given['anyOf'] ?? given['oneOf'];
  if (Array.isArray(alternatives) && !isJsonObject(given['properties'])) return union(given, alternatives, root, depth);
  const type = typeOf(given);
  if (Array.isArray(type)) return types(given, type as readonly JsonValue[], root, depth);
  if (type === 'object') {
    const members = isJsonObject(given['properties']) ? given['properties'] : {};
    return Object.keys(members).length === 0 && depth > 0
      ? jsonText(given, 'object')
      : closedObject(given, root, depth);
  }
  if (type === 'array') return list(given, root, depth);
  return typeof type === 'string' ? scalar(given, type) : jsonText(given, 'value');
}

function closedObject(given: JsonSchema, root: JsonSchema, depth: number): JsonSchema {
  const members = isJsonObject(given['properties']) ? given['properties'] : {};
  const required = new Set(Array.isArray(given['required']) ? given['required'] : []);
  const strict = Object.entries(members).map(([name, member]) => {
    const schema = strictly(member, root, depth + 1);
    return [name, required.has(name) ? schema : orNull(schema)] as const;
  });
  return {
    type: 'object',
    ...descriptionOf(given),
    properties: Object.fromEntries(strict),
    required: Object.keys(members),
    additionalProperties: false,
  };
}

function list(given: JsonSchema, root: JsonSchema, depth: number): JsonSchema {
  const { items, prefixItems, minItems, maxItems } = given;
  const item = Array.isArray(prefixItems) ? { anyOf: prefixItems } : (items ?? {});
  return {
    type: 'array',
    ...descriptionOf(given),
    items: strictly(item, root, depth + 1),
    ...(minItems === undefined ? {} : { minItems }),
    ...(maxItems === undefined ? {} : { maxItems }),
  };
}

function scalar(given: JsonSchema, type: string): JsonSchema {
  const { enum: values, const: only, format, pattern } = given;
  const kept = plainKeywords.flatMap(keyword => (given[keyword] === undefined ? [] : [[keyword, given[keyword]]]));
  const listed = Array.isArray(values) ? values : only === undefined ? undefined : [only];
  return {
    type,
    ...descriptionOf(given),
    ...(listed === undefined ? {} : { enum: listed }),
    ...(typeof format === 'string' && formats.has(format) ? { format } : {}),
    // Groups that look around or match no text are not supported.
    ...(typeof pattern === 'string' && !pattern.includes('(?') ? { pattern } : {}),
    ...Object.fromEntries(kept),
  };
}

function union(given: JsonSchema, alternatives: readonly JsonValue[], root: JsonSchema, depth: number): JsonSchema {
  return { ...descriptionOf(given), anyOf: alternatives.map(one => strictly(one, root, depth + 1)) };
}

/** Several types: those of one word together, lists and objects as alternatives. */
function types(given: JsonSchema, all: readonly JsonValue[], root: JsonSchema, depth: number): JsonSchema {
  const simple = all.filter(type => type !== 'object' && type !== 'array');
  if (simple.length === all.length) return { ...scalar(given, 'string'), type: all };
  const options = all.map(type => strictly({ ...given, type, description: '' }, root, depth + 1));
  return { ...descriptionOf(given), anyOf: options };
}

/** The type, said or implied by an enumeration. */
function typeOf({
  type,
  properties,
  items,
  prefixItems,
  enum: values,
  const: only,
}: JsonSchema): JsonValue | undefined {
  if (type !== undefined) return type;
  if (isJsonObject(properties)) return 'object';
  if (items !== undefined || prefixItems !== undefined) return 'array';
  const listed = Array.isArray(values) ? values : only === undefined ? [] : [only];
  const kinds = [...new Set(listed.map(value => (value === null ? 'null' : typeof value)))];
  return kinds.length === 0 || kinds.includes('object') ? undefined : kinds.length === 1 ? kinds[0] : kinds;
}

function orNull(schema: JsonSchema): JsonSchema {
  const { anyOf } = schema;
  if (!Array.isArray(anyOf)) return withNull(schema);
  return anyOf.some(one => isJsonObject(one) && one['type'] === 'null')
    ? schema
    : { ...schema, anyOf: [...anyOf, { type: 'null' }] };
}

function jsonText(given: JsonSchema, what: 'object' | 'value'): JsonSchema {
  const { description = '' } = given;
  const text = what === 'object' ? 'A JSON object, as text.' : 'A JSON value, as text.';
  return { type: 'string', description: `${String(description)} ${text}`.trim() };
}

function descriptionOf({ description }: JsonSchema): JsonSchema {
  return typeof description === 'string' && description !== '' ? { description } : {};
}

/** One schema in place of the parts of an `allOf`: members and requirements together, other keywords from the first. */
function joined(given: JsonSchema, root: JsonSchema, depth: number): JsonSchema {
  const { allOf, ...own } = given;
  const parts = (Array.isArray(allOf) ? allOf : []).filter(isJsonObject).map(part => {
    const target = typeof part['$ref'] === 'string' ? schemaAt(root, part['$ref']) : part;
    return target === undefined || depth > maxDepth ? {} : joined(target, root, depth + 1);
  });
  const all = [own, ...parts];
  const properties = Object.assign({}, ...all.map(part => part['properties'] ?? {}).toReversed()) as JsonSchema;
  const required = new Set(all.flatMap(part => (Array.isArray(part['required']) ? part['required'] : [])));
  const merged = Object.assign({}, ...all.toReversed()) as JsonSchema;
  const { properties: _properties, required: _required, ...rest } = merged;
  const hasMembers = Object.keys(properties).length > 0;
  return { ...rest, ...(hasMembers ? { properties } : {}), ...(required.size > 0 ? { required: [...required] } : {}) };
}

/** The schema with those of the definitions that it reaches. */
function withReached(schema: JsonSchema, definitions: Readonly<Record<string, JsonSchema>>): JsonSchema {
  const found = new Set(referredNames(schema));
  for (const name of found) for (const other of referredNames(definitions[name] ?? {})) found.add(other);
  const kept = Object.keys(definitions).filter(name => found.has(name));
  if (kept.length === 0) return schema;
  return { ...schema, $defs: Object.fromEntries(kept.map(name => [name, definitions[name] ?? {}])) };
}

function referredNames(schema: JsonValue): string[] {
  if (Array.isArray(schema)) return (schema as readonly JsonValue[]).flatMap(referredNames);
  if (!isJsonObject(schema)) return [];
  const { $ref } = schema;
  const own = typeof $ref === 'string' ? [$ref.slice('#/$defs/'.length)] : [];
  return [...own, ...Object.values(schema).flatMap(referredNames)];
}
