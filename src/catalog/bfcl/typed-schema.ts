import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from '../../base/index.js';

/** Type names of Python, Java and JavaScript, lower case, as JSON Schema has them. */
const types: Readonly<Record<string, string>> = {
  dict: 'object',
  object: 'object',
  hashmap: 'object',
  map: 'object',
  string: 'string',
  str: 'string',
  char: 'string',
  integer: 'integer',
  int: 'integer',
  long: 'integer',
  short: 'integer',
  byte: 'integer',
  number: 'number',
  float: 'number',
  double: 'number',
  boolean: 'boolean',
  bool: 'boolean',
  array: 'array',
  list: 'array',
  arraylist: 'array',
  tuple: 'array',
  set: 'array',
};

/** Words that JSON Schema's type says all of. */
const same = new Set(['dict', 'str', 'int', 'float', 'bool', 'list', ...Object.values(types)]);
const copied = ['description', 'enum', 'format', 'minimum', 'maximum', 'minItems', 'maxItems', 'pattern'] as const;
const maxDepth = 32;

/**
 * A schema whose types are named as programming languages name them (`dict`, `float`, `tuple`, `HashMap`) in JSON
 * Schema. A name that says more than the type it becomes stays as `x-type`; an unknown name or `any` gives no type.
 * Defaults that are not of the type are left out, and so is everything that is not understood or nested too deeply.
 */
export function typedSchema(given: JsonValue | undefined, depth = 0): JsonSchema {
  if (!isJsonObject(given) || depth > maxDepth) return {};
  const word = typeof given['type'] === 'string' ? given['type'] : '';
  const name = word.toLowerCase();
  const type = Object.hasOwn(types, name) ? types[name] : undefined;
  const { items, properties, additionalProperties } = given;
  return {
    ...(type === undefined ? {} : { type }),
    ...Object.fromEntries(copied.flatMap(key => (given[key] === undefined ? [] : [[key, given[key]]]))),
    ...(isJsonObject(items) ? { items: typedSchema(items, depth + 1) } : {}),
    ...(isJsonObject(properties) ? objectParts(properties, given['required'], depth) : {}),
    ...(isJsonObject(additionalProperties)
      ? { additionalProperties: typedSchema(additionalProperties, depth + 1) }
      : {}),
    ...(isOfType(given['default'], type) ? { default: given['default'] } : {}),
    ...(word === '' || same.has(name) ? {} : { 'x-type': word }),
  };
}

/** The schema of a function's arguments: always of an object. */
export function typedArguments(given: JsonValue | undefined): JsonSchema {
  const properties = isJsonObject(given) && isJsonObject(given['properties']) ? given['properties'] : {};
  return { type: 'object', ...objectParts(properties, isJsonObject(given) ? given['required'] : undefined, 0) };
}

function objectParts(properties: JsonObject, required: JsonValue | undefined, depth: number): JsonObject {
  const known = Array.isArray(required)
    ? required.filter(name => typeof name === 'string' && Object.hasOwn(properties, name))
    : [];
  const described = Object.entries(properties).map(([name, schema]) => [name, typedSchema(schema, depth + 1)]);
  return {
    properties: Object.fromEntries(described),
    ...(known.length === 0 ? {} : { required: [...new Set(known)] }),
  };
}

function isOfType(value: JsonValue | undefined, type: string | undefined): value is JsonValue {
  switch (type) {
    case 'integer':
      return Number.isSafeInteger(value);
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isJsonObject(value);
    default:
      return value !== undefined && value !== null && (type === undefined || typeof value === type);
  }
}
