import { isJsonObject, type JsonObject } from '../../base/index.js';
import type { OpenApiDocument } from './document.js';
import { wordOf } from './word-of.js';

/** The members of an object body, as they were written. */
export interface BodyFields {
  readonly properties: ReadonlyMap<string, unknown>;
  readonly required: ReadonlySet<string>;
}

const maxDepth = 8;
/** More members than this are easier to read in one object. */
const maxFields = 200;

/** Keywords that put conditions on an object as a whole, which separate arguments could not keep. */
const whole = ['oneOf', 'anyOf', 'not', 'if', 'patternProperties', 'minProperties', 'maxProperties', 'enum', 'const'];

/**
 * The members of a body that is nothing but an object with named members, those of all parts of an `allOf` together;
 * undefined when it is anything else.
 */
export function bodyFields(document: OpenApiDocument, schema: unknown): BodyFields | undefined {
  const properties = new Map<string, unknown>();
  const required = new Set<string>();
  const seen = new Set<unknown>();

  function collect(raw: unknown, depth: number): boolean {
    const part = document.references.follow(raw);
    if (!isJsonObject(part) || depth > maxDepth) return false;
    if (seen.has(part)) return true;
    seen.add(part);
    if (!isPlainObject(part)) return false;
    const members = document.references.follow(part['properties']);
    for (const [name, child] of Object.entries(isJsonObject(members) ? members : {})) {
      if (name !== '__proto__') properties.set(name, child);
    }
    for (const name of Array.isArray(part['required']) ? part['required'] : []) required.add(wordOf(name));
    const { allOf } = part;
    return !Array.isArray(allOf) || allOf.every(branch => collect(branch, depth + 1));
  }

  const isFields = collect(schema, 0) && properties.size > 0 && properties.size <= maxFields;
  return isFields ? { properties, required } : undefined;
}

function isPlainObject(part: JsonObject): boolean {
  const { type, additionalProperties, nullable } = part;
  if (type !== undefined && type !== 'object') return false;
  if (nullable === true || whole.some(keyword => part[keyword] !== undefined)) return false;
  return !isJsonObject(additionalProperties) || Object.keys(additionalProperties).length === 0;
}
