import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from '../../base/index.js';
import type { Api } from '../api.js';
import { undescribed } from '../openapi/describe-operation.js';
import { cutAtWord, plainText } from '../openapi/plain-text.js';
import { boundedSchema } from './bounded-schema.js';
import { schemaAt } from './schema-at.js';

/** What a tool for a model is made of. */
export type ToolSource = Pick<Api, 'name' | 'title' | 'description' | 'parameters'>;

export interface ToolOptions {
  /** Of the arguments' JSON Schema. Default 20,000, some 5,000 tokens. */
  readonly maxCharacters?: number;
}

export const defaultMaxToolCharacters = 20_000;

/** Vendors refuse longer ones. */
const maxDescriptionCharacters = 1_024;

/** At most 1,024 characters; begins with `Undescribed: ` when the source says nothing of the API. */
export function toolDescription({ title, description }: Pick<Api, 'title' | 'description'>): string {
  const text = description.trim() === '' ? `${undescribed}${plainText(title, 200)}` : description;
  return cutAtWord(text, maxDescriptionCharacters);
}

/** A bounded schema as tools need it: an object with `properties`, and nothing at its top that combines schemas. */
export function toolArguments(parameters: JsonSchema, maxCharacters: number, maxLevels?: number): JsonSchema {
  const plain = withoutCombinations(parameters);
  const bounds = { maxCharacters, ...(maxLevels === undefined ? {} : { maxLevels }) };
  const { type: _type, properties, ...rest } = boundedSchema(plain, bounds);
  return { type: 'object', properties: properties ?? {}, ...rest };
}

const combining = ['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'enum', 'const', '$ref'] as const;

/**
 * An object schema whose members are those of all its parts. Of alternatives, what all require is required; the schema
 * then accepts more than before, and what it accepts too much is refused when the call is checked.
 */
function withoutCombinations(schema: JsonSchema): JsonSchema {
  if (!combining.some(keyword => Object.hasOwn(schema, keyword))) return schema;
  const { properties, required, closed } = gathered(schema, schema, 0);
  const kept = Object.entries(schema).filter(([keyword]) => !(combining as readonly string[]).includes(keyword));
  const { additionalProperties: _additional, ...rest } = Object.fromEntries(kept);
  return {
    ...rest,
    properties,
    ...(required.size === 0 ? {} : { required: [...required] }),
    ...(closed ? { additionalProperties: false } : {}),
  };
}

interface Gathered {
  readonly properties: JsonObject;
  readonly required: ReadonlySet<JsonValue>;
  readonly closed: boolean;
}

const nothing: Gathered = { properties: {}, required: new Set(), closed: false };
const maxDepth = 8;

function gathered(given: JsonValue, root: JsonSchema, depth: number): Gathered {
  if (!isJsonObject(given) || depth > maxDepth) return nothing;
  const { $ref } = given;
  const target = typeof $ref === 'string' ? (schemaAt(root, $ref) ?? {}) : {};
  const parts = [...(typeof $ref === 'string' ? [target] : []), ...listOf(given['allOf'])];
  const all = parts.map(part => gathered(part, root, depth + 1));
  const options = ['anyOf', 'oneOf'].map(keyword => listOf(given[keyword]).map(one => gathered(one, root, depth + 1)));
  const own = isJsonObject(given['properties']) ? given['properties'] : {};
  const properties = Object.assign({}, ...[...all, ...options.flat()].map(each => each.properties), own) as JsonObject;
  const required = new Set([
    ...listOf(given['required']),
    ...all.flatMap(each => [...each.required]),
    ...options.flatMap(inAll),
  ]);
  return { properties, required, closed: given['additionalProperties'] === false };
}

function inAll(alternatives: readonly Gathered[]): readonly JsonValue[] {
  const [first, ...others] = alternatives;
  return first === undefined ? [] : [...first.required].filter(name => others.every(other => other.required.has(name)));
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}
