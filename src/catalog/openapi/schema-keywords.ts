import type { JsonValue } from '../../base/index.js';
import { boundedValue } from './bounded-value.js';
import { plainText } from './plain-text.js';

/** Keywords whose value is one schema. */
export const schemaKeywords: ReadonlySet<string> = new Set([
  'additionalProperties',
  'contains',
  'else',
  'if',
  'items',
  'not',
  'propertyNames',
  'then',
  'unevaluatedItems',
  'unevaluatedProperties',
]);

/** Keywords whose value is a list of schemas. */
export const schemaListKeywords: ReadonlySet<string> = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems']);

/** Keywords whose value maps names to schemas. */
export const schemaMapKeywords: ReadonlySet<string> = new Set(['dependentSchemas', 'patternProperties', 'properties']);

const maxDescriptionCharacters = 600;
const maxEnumValues = 2_000;

/** Leaf keywords, each with the reading that makes its value legal or undefined, in which case it is left out. */
const leafReadings: Readonly<Record<string, (value: unknown) => JsonValue | undefined>> = {
  const: boundedValue,
  contentEncoding: text,
  contentMediaType: text,
  default: boundedValue,
  deprecated: onlyTrue,
  description,
  enum: enumeration,
  exclusiveMaximum: number,
  exclusiveMinimum: number,
  format: text,
  maxContains: count,
  maximum: number,
  maxItems: count,
  maxLength: count,
  maxProperties: count,
  minContains: count,
  minimum: number,
  minItems: count,
  minLength: count,
  minProperties: count,
  multipleOf: positive,
  pattern,
  title: description,
  uniqueItems: onlyTrue,
};

/** The legal form of a leaf keyword's value; undefined when there is none, or the keyword is not a leaf we keep. */
export function readLeaf(keyword: string, value: unknown): JsonValue | undefined {
  return Object.hasOwn(leafReadings, keyword) ? leafReadings[keyword]?.(value) : undefined;
}

/** `example` and `examples` of any version as a list; undefined when nothing fits. */
export function readExamples(example: unknown, examples: unknown): JsonValue | undefined {
  const given: unknown[] = example === undefined ? [] : [example];
  if (Array.isArray(examples)) given.push(...examples.slice(0, 3));
  const kept = given.map(boundedValue).filter(value => value !== undefined);
  return kept.length === 0 ? undefined : kept;
}

/** Distinct strings of a list; undefined when it is no list or holds none. */
export function readNames(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const names = [...new Set(value.filter((name): name is string => typeof name === 'string'))];
  return names.length === 0 ? undefined : names;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= 200 ? value : undefined;
}

function description(value: unknown): string | undefined {
  return plainText(value, maxDescriptionCharacters) || undefined;
}

/** Numbers are often written as strings in YAML. */
function number(value: unknown): number | undefined {
  const parsed = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof parsed === 'number' && Number.isFinite(parsed) ? parsed : undefined;
}

function positive(value: unknown): number | undefined {
  const parsed = number(value);
  return parsed !== undefined && parsed > 0 ? parsed : undefined;
}

function count(value: unknown): number | undefined {
  const parsed = number(value);
  return parsed !== undefined && Number.isInteger(parsed) && parsed >= 0 ? parsed : undefined;
}

function onlyTrue(value: unknown): true | undefined {
  return value === true ? true : undefined;
}

/** Patterns of other dialects (possessive quantifiers, `\A`) would make a schema unusable as a whole. */
function pattern(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > 1_000) return undefined;
  // `/^a$/i`: nothing could match a slash before the beginning, so the slashes are those of a literal.
  const literal = /^\/(\^.*|.*\$)\/([a-z]*)$/s.exec(value);
  if (literal?.[2]?.includes('i')) return undefined; // JSON Schema cannot say that case does not matter
  const source = literal?.[1] ?? value;
  try {
    new RegExp(source, 'u');
    return source;
  } catch {
    return undefined; // not an ECMAScript pattern, so nothing could check it
  }
}

function enumeration(value: unknown): JsonValue | undefined {
  if (!Array.isArray(value) || value.length === 0 || value.length > maxEnumValues) return undefined;
  const values = value.map(boundedValue);
  return values.every(member => member !== undefined) ? [...new Set(values)] : undefined;
}
