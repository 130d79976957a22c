import { isJsonObject, type JsonSchema, type JsonValue, type Random } from '../../base/index.js';
import { localTarget } from '../arguments/local-reference.js';
import { numberFor, textFor } from './leaf-value.js';

export interface SampleOptions {
  readonly random: Random;
  /** Whether to take examples and defaults that the schema gives. Some do not fit their own schema. */
  readonly useExamples: boolean;
  /** Values in the sample at most; what lies beyond is left out where it may be. */
  readonly maxValues?: number;
  readonly maxDepth?: number;
  /** Levels of objects whose properties that are not required are there, too. Default all. */
  readonly optionalDepth?: number;
}

/** Where the sampler is: how deep, which references it is inside of, and what the value is called. */
interface Place {
  readonly depth: number;
  /** What the schemas beside this one require of the same object. */
  readonly needed?: ReadonlySet<string>;
  readonly inside: ReadonlySet<string>;
  readonly name: string;
}

/** Nothing finite can stand here, or the sample is large enough. */
const cut = Symbol('cut');
type Sample = JsonValue | typeof cut;

/**
 * A value of a schema (2020-12, references within it only), made by chance alone: the same for the same random numbers.
 * Everything that may be there is there, but where the schema refers to itself: optional properties and further items end
 * there. Takes `oneOf` and `anyOf` at one of their branches and merges `allOf`; `if`, `not` and dependent schemas are not
 * looked at, so a sample can fail its schema.
 */
export function sampleValue(root: JsonSchema, options: SampleOptions): JsonValue {
  const { random, useExamples, maxValues = 2_000, maxDepth = 12, optionalDepth = maxDepth } = options;
  let left = maxValues;

  function sample(schema: JsonValue | undefined, place: Place): Sample {
    left -= 1;
    if (left < 0 || place.depth > maxDepth) return cut;
    if (!isJsonObject(schema)) return textFor({}, place.name, random);
    const fixed = fixedValue(schema);
    if (fixed !== undefined) return fixed;
    const reference = schema['$ref'];
    if (typeof reference === 'string') return referred(schema, reference, place);
    const parts = partsOf(schema);
    return parts.length === 0 ? plain(schema, place) : composed(schema, parts, place);
  }

  /** A value the schema itself spells out. */
  function fixedValue(schema: JsonSchema): JsonValue | undefined {
    if (schema['const'] !== undefined) return schema['const'];
    const allowed = schema['enum'];
    if (Array.isArray(allowed) && allowed.length > 0) {
      const values = allowed.filter(value => value !== null);
      return values.length === 0 ? null : random.pick(values as JsonValue[]);
    }
    if (!useExamples) return undefined;
    const examples = Array.isArray(schema['examples']) ? (schema['examples'] as JsonValue[]) : [];
    const given = [...examples, ...(schema['default'] === undefined ? [] : [schema['default']])];
    const fitting = given.filter(value => value !== null && value !== '' && isOfType(value, schema['type']));
    return fitting.length === 0 ? undefined : random.pick(fitting);
  }

  function referred({ $ref: _ref, ...beside }: JsonSchema, reference: string, place: Place): Sample {
    if (place.inside.has(reference)) return cut;
    const target = localTarget(root, reference);
    const inside = new Set(place.inside).add(reference);
    const merged = isJsonObject(target) ? { ...target, ...withoutNotes(beside) } : target;
    return sample(merged, { ...place, inside });
  }

  function composed(schema: JsonSchema, parts: readonly Part[], place: Place): Sample {
    const { allOf: _allOf, oneOf: _oneOf, anyOf: _anyOf, ...own } = schema;
    const needed = new Set([...(place.needed ?? []), ...requiredBy(root, schema, 0)]);
    const deeper = { ...place, depth: place.depth + 1, needed };
    const samples: Sample[] = Object.keys(withoutNotes(own)).length === 0 ? [] : [plain(own, { ...place, needed })];
    for (const part of parts) {
      const found = part.kind === 'all' ? sample(part.schema, deeper) : oneOf(part.schemas, deeper);
      if (found === cut && part.kind === 'any') return cut;
      samples.push(found);
    }
    return merged(samples);
  }

  /** One of the branches that come to something; null only when nothing else does. */
  function oneOf(branches: readonly JsonValue[], place: Place): Sample {
    // A whole number is also a number, and null tells least.
    const rank = (branch: JsonValue) => ['integer', 'null'].indexOf(String(isJsonObject(branch) && branch['type']));
    const order = random.shuffle(branches).sort((a, b) => rank(a) - rank(b));
    for (const branch of order) {
      const found = sample(branch, place);
      if (found !== cut) return found;
    }
    return cut;
  }

  function plain(schema: JsonSchema, place: Place): Sample {
    switch (typeOf(schema)) {
      case 'object':
        return objectFor(schema, place);
      case 'array':
        return arrayFor(schema, place);
      case 'integer':
        return numberFor({ ...schema, type: 'integer' }, random);
      case 'number':
        return numberFor(schema, random);
      case 'boolean':
        return random.integer(2) === 0;
      case 'null':
        return null;
      default:
        return textFor(schema, place.name, random);
    }
  }

  function objectFor(schema: JsonSchema, place: Place): Sample {
    const required = new Set([...(place.needed ?? []), ...namesIn(schema['required'])]);
    const { needed: _needed, ...inside } = place;
    const properties = isJsonObject(schema['properties']) ? schema['properties'] : {};
    const members: [string, JsonValue][] = [];
    for (const [name, property] of Object.entries(properties)) {
      if (place.depth >= optionalDepth && !required.has(name)) continue;
      const value = sample(property, { ...inside, depth: place.depth + 1, name });
      if (value !== cut) members.push([name, value]);
      else if (required.has(name)) {
        if (left >= 0) return acceptsNull(schema) ? null : cut; // it cannot be without what cannot be
        members.push([name, emptiest(property)]);
      }
    }
    const others = schema['additionalProperties'];
    // What is required and described nowhere may be anything.
    const isAlone = place.needed === undefined && others !== false;
    const undescribed = isAlone ? namesIn(schema['required']).filter(name => !Object.hasOwn(properties, name)) : [];
    for (const name of undescribed) members.push([name, textFor({}, name, random)]);
    if (members.length === 0 && isJsonObject(others) && Object.keys(others).length > 0) {
      const name = `${place.name}_1`;
      const value = sample(others, { ...inside, depth: place.depth + 1, name });
      if (value !== cut) members.push([name, value]);
    }
    return Object.fromEntries(members);
  }

  function arrayFor(schema: JsonSchema, { needed: _needed, ...place }: Place): JsonValue {
    const first = Array.isArray(schema['prefixItems']) ? (schema['prefixItems'] as JsonValue[]) : [];
    const least = Math.min(50, numberOr(schema['minItems'], 0));
    const most = numberOr(schema['maxItems'], Number.POSITIVE_INFINITY);
    const usual = place.depth < 4 ? 2 + random.integer(2) : 1;
    const count = Math.min(most, Math.max(first.length, least, schema['items'] === undefined ? 0 : usual));
    const items: JsonValue[] = [];
    for (let i = 0; i < count; i++) {
      const value = sample(first[i] ?? schema['items'], {
        ...place,
        depth: place.depth + 1,
        name: singular(place.name),
      });
      if (value === cut) break;
      items.push(value);
    }
    return items;
  }

  const found = sample(root, { depth: 0, inside: new Set(), name: 'value' });
  return found === cut ? emptiest(root) : found;
}

/** What has to hold besides a schema's own keywords: all of something, or any of several. */
type Part =
  | { readonly kind: 'all'; readonly schema: JsonValue }
  | { readonly kind: 'any'; readonly schemas: readonly JsonValue[] };

function partsOf(schema: JsonSchema): Part[] {
  const listed = (keyword: string) => (Array.isArray(schema[keyword]) ? (schema[keyword] as JsonValue[]) : []);
  const parts: Part[] = listed('allOf')
    .filter(each => !isJsonObject(each) || Object.keys(withoutNotes(each)).length > 0)
    .map(each => ({ kind: 'all', schema: each }));
  for (const keyword of ['oneOf', 'anyOf']) {
    const schemas = listed(keyword);
    if (schemas.length > 0) parts.push({ kind: 'any', schemas });
  }
  return parts;
}

function namesIn(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((name): name is string => typeof name === 'string') : [];
}

/** What an object schema requires together with all its parts, alternatives aside. */
function requiredBy(root: JsonSchema, schema: JsonSchema, depth: number): readonly string[] {
  const { $ref, allOf, required } = schema;
  if (depth > 4) return [];
  const target = typeof $ref === 'string' ? localTarget(root, $ref) : undefined;
  const parts = [target, ...(Array.isArray(allOf) ? allOf : [])].filter(isJsonObject);
  return [...namesIn(required), ...parts.flatMap(part => requiredBy(root, part, depth + 1))];
}

/** Objects are joined; of other values the last one stands, since it obeys the most particular schema. */
function merged(samples: readonly Sample[]): Sample {
  const values = samples.filter(value => value !== cut);
  const last = values.at(-1);
  if (last === undefined) return cut;
  const objects = values.filter(isJsonObject);
  if (objects.length === 0) return last;
  return Object.fromEntries(objects.flatMap(each => Object.entries(each)));
}

const notes = new Set(['title', 'description', 'deprecated', 'readOnly', 'writeOnly', 'discriminator', '$defs', 'xml']);

function withoutNotes(schema: JsonSchema): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => !notes.has(keyword)));
}

function typeOf(schema: JsonSchema): string | undefined {
  const { type } = schema;
  const types = Array.isArray(type) ? type : [type];
  const named = types.find(each => typeof each === 'string' && each !== 'null');
  if (typeof named === 'string') return named;
  if (types.includes('null')) return 'null';
  if (schema['properties'] !== undefined || schema['additionalProperties'] !== undefined) return 'object';
  if (schema['items'] !== undefined || schema['prefixItems'] !== undefined) return 'array';
  return ['minimum', 'maximum', 'multipleOf'].some(keyword => schema[keyword] !== undefined) ? 'number' : undefined;
}

/** What stands for a value that there is no room for. */
function emptiest(schema: JsonValue | undefined): JsonValue {
  if (!isJsonObject(schema)) return null;
  if (acceptsNull(schema)) return null;
  const type = typeOf(schema);
  const empty: Readonly<Record<string, JsonValue>> = { array: [], string: '', integer: 0, number: 0, boolean: false };
  return type !== undefined && Object.hasOwn(empty, type) ? (empty[type] ?? null) : {};
}

function acceptsNull({ type }: JsonSchema): boolean {
  return type === 'null' || (Array.isArray(type) && type.includes('null'));
}

function isOfType(value: JsonValue, type: JsonValue | undefined): boolean {
  if (type === undefined) return true;
  const kind = Array.isArray(value) ? 'array' : typeof value;
  const kinds = kind === 'number' && Number.isInteger(value) ? ['number', 'integer'] : [kind];
  return (Array.isArray(type) ? type : [type]).some(each => kinds.includes(String(each)));
}

function numberOr(value: JsonValue | undefined, otherwise: number): number {
  return typeof value === 'number' && value >= 0 ? value : otherwise;
}

/** What one of several is called: `albums` → `album`. */
function singular(name: string): string {
  return /[^s]s$/.test(name) ? name.slice(0, -1) : name;
}
