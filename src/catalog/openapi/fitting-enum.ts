import type { JsonSchema, JsonValue } from '../../base/index.js';

/**
 * A schema whose enumeration is of its type, where the document says two things that exclude each other and only one can
 * be meant: texts that YAML reads as truth values or numbers (`enum: [yes, no]` of a string), numbers written as texts,
 * and the items of a list enumerated beside the list. An enumeration of which no value is of the type is left out.
 */
export function withFittingEnum(schema: JsonSchema): JsonSchema {
  const { type, enum: values, items } = schema;
  if (!Array.isArray(values)) return schema;
  if (type === 'array') {
    if (values.some(value => value === null || typeof value === 'object')) return schema;
    const { enum: _enum, ...list } = schema;
    return { ...list, items: withFittingEnum({ ...(items as JsonSchema | undefined), enum: values }) };
  }
  const mended = (values as readonly JsonValue[]).map(value => ofType(value, type));
  if (typeof type === 'string' && !mended.some(value => value === null || isOfType(value, type))) {
    const { enum: _enum, ...open } = schema;
    return open;
  }
  return mended.every((value, i) => value === values[i]) ? schema : { ...schema, enum: [...new Set(mended)] };
}

function isOfType(value: JsonValue, type: string): boolean {
  if (type === 'integer') return Number.isInteger(value);
  return type === 'object' ? typeof value === 'object' && !Array.isArray(value) : typeof value === type;
}

function ofType(value: JsonValue, type: JsonValue | undefined): JsonValue {
  if (type === 'string' && (typeof value === 'number' || typeof value === 'boolean')) return String(value);
  if (type === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  if (type !== 'integer' && type !== 'number') return value;
  const number = typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : Number.NaN;
  return Number.isNaN(number) || (type === 'integer' && !Number.isInteger(number)) ? value : number;
}
