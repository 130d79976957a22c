import type { JsonSchema, JsonValue } from '../../base/index.js';

const jsonTypes = new Set(['array', 'boolean', 'integer', 'null', 'number', 'object', 'string']);

/** Words that documents use in place of JSON Schema's seven types. */
const otherWords: Readonly<Record<string, string>> = {
  bool: 'boolean',
  date: 'string',
  'date-time': 'string',
  datetime: 'string',
  decimal: 'number',
  dict: 'object',
  double: 'number',
  file: 'string',
  float: 'number',
  hash: 'object',
  int: 'integer',
  int32: 'integer',
  int64: 'integer',
  list: 'array',
  long: 'integer',
  map: 'object',
  str: 'string',
  text: 'string',
  uri: 'string',
  url: 'string',
  uuid: 'string',
};

/** The JSON Schema types that a `type` keyword means; empty when it means none that we know, and so allows all. */
export function readTypes(value: unknown): readonly string[] {
  const given = Array.isArray(value) ? value : [value];
  const types = given.flatMap(word => {
    if (typeof word !== 'string') return [];
    const lower = word.toLowerCase();
    if (jsonTypes.has(lower)) return [lower];
    const meant = Object.hasOwn(otherWords, lower) ? otherWords[lower] : undefined;
    return meant === undefined ? [] : [meant];
  });
  // A list with an unknown word allows more than its known words.
  return types.length === given.length ? [...new Set(types)] : [];
}

/** The schema, also allowing null. Schemas that say nothing about their type allow null already. */
export function withNull(schema: JsonSchema): JsonSchema {
  const { type } = schema;
  const values = schema['enum'];
  if (type !== undefined) {
    const types = (typeof type === 'string' ? [type] : type) as readonly JsonValue[];
    const nullable = types.includes('null') ? types : [...types, 'null'];
    return { ...schema, type: nullable, ...(Array.isArray(values) ? { enum: withNullValue(values) } : {}) };
  }
  if (Array.isArray(values)) return { ...schema, enum: withNullValue(values) };
  if (!['$ref', 'allOf', 'anyOf', 'oneOf'].some(keyword => Object.hasOwn(schema, keyword))) return schema;
  const { title, description, default: fallback, ...rest } = schema;
  return {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(fallback === undefined ? {} : { default: fallback }),
    anyOf: [rest, { type: 'null' }],
  };
}

function withNullValue(values: readonly JsonValue[]): readonly JsonValue[] {
  return values.includes(null) ? values : [...values, null];
}
