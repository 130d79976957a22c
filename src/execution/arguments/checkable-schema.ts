import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue, messageOf } from '../../base/index.js';
import { linearPattern } from './linear-pattern.js';
import { localTarget } from './local-reference.js';
import { modernized } from './older-draft.js';

/** A schema that compiles whatever came in: the part of the given one that can be checked, and what was left out. */
export interface CheckableSchema {
  readonly schema: JsonSchema;
  /** What is not checked and why, in words. At most 8. */
  readonly warnings: readonly string[];
  /** Subschemas of which something was left out that could have declared more properties. */
  readonly incomplete: ReadonlySet<object>;
  readonly hasDefaults: boolean;
}

export interface CheckableLimits {
  readonly maxDepth?: number;
  readonly maxSubschemas?: number;
  readonly isKnownFormat?: (format: string) => boolean;
}

/** The keyword put into every subschema, through which a validator counts its work. */
export const stepKeyword = 'x-step';

/**
 * Makes a schema from outside safe and possible to compile. Kept are the validation keywords whose values have the right
 * shape, and `default`. Left out, each with a warning: references that lead outside the document or nowhere (nothing is
 * ever fetched), patterns that cannot be matched in linear time, unknown formats and types, malformed values, and what
 * lies beyond `maxDepth` levels or `maxSubschemas` subschemas, counted breadth first so that the arguments themselves
 * come before their innards. `nullable` and boolean `exclusiveMinimum` of older drafts are translated. Only referenced
 * definitions remain, as `#/$defs/r0`, `r1`, …
 */
export function checkableSchema(given: JsonSchema, limits: CheckableLimits = {}): CheckableSchema {
  const cleaning = new Cleaning(given, limits);
  return cleaning.run();
}

// Of most keywords every entry becomes code, and of these a lookup.
const maxEntries = 1000;
const anySize = new Set(['properties', 'required', 'enum', 'const', 'default']);

type Mutable = Record<string, JsonValue>;
type Clean = (value: JsonValue, depth: number, cleaning: Cleaning) => JsonValue | undefined;

class Cleaning {
  private readonly warnings = new Set<string>();
  private readonly incomplete = new Set<object>();
  private readonly definitions: Mutable = {};
  private readonly definitionNames = new Map<string, string>();
  private readonly queue: { given: JsonObject; out: Mutable; depth: number }[] = [];
  private hasDefaults = false;

  constructor(
    private readonly root: JsonSchema,
    private readonly limits: CheckableLimits,
  ) {}

  run(): CheckableSchema {
    const schema = this.subschema(this.root, 0) as Mutable;
    // The queue grows while it is walked.
    for (const { given, out, depth } of this.queue) this.fill(out, given, depth);
    if (this.definitionNames.size > 0) schema['$defs'] = this.definitions;
    return {
      schema,
      warnings: [...this.warnings].slice(0, 8),
      incomplete: this.incomplete,
      hasDefaults: this.hasDefaults,
    };
  }

  /** The place where the cleaned subschema will be; it is filled when its turn in the queue comes. */
  subschema(given: JsonValue, depth: number): JsonValue {
    if (typeof given === 'boolean') return given;
    const out: Mutable = {};
    if (!isJsonObject(given)) {
      this.warn('a subschema is no schema', out);
    } else if (depth > (this.limits.maxDepth ?? 64) || this.queue.length >= (this.limits.maxSubschemas ?? 2000)) {
      this.warn('the schema is too large to check whole', out);
    } else {
      this.queue.push({ given, out, depth });
    }
    return out;
  }

  private fill(out: Mutable, given: JsonObject, depth: number): void {
    out[stepKeyword] = true;
    for (const [keyword, value] of Object.entries(modernized(given))) {
      if (keyword === '$ref') this.refer(out, value, depth);
      const clean = keywords.get(keyword);
      if (clean === undefined) continue;
      if (sizeOf(value) > maxEntries && !anySize.has(keyword)) {
        this.warn('the schema is too large to check whole', out);
        continue;
      }
      const kept = clean(value, depth, this);
      if (kept === undefined) this.warn(`${keyword} ${shown(value)} is malformed and not checked`, out);
      else out[keyword] = kept;
    }
    if (Object.hasOwn(given, 'default')) this.hasDefaults = true;
    if (typeof given['pattern'] === 'string' && !this.compiles(given['pattern'])) delete out['pattern'];
    const format = given['format'];
    if (typeof format === 'string' && this.limits.isKnownFormat?.(format) === false) {
      this.warn(`format ${shown(format)} is not known and not checked`);
      delete out['format'];
    }
  }

  private refer(out: Mutable, pointer: JsonValue, depth: number): void {
    const target = typeof pointer === 'string' ? localTarget(this.root, pointer) : undefined;
    if (typeof pointer !== 'string' || target === undefined) {
      this.warn(`reference ${shown(pointer)} is not followed`, out);
      return;
    }
    let name = this.definitionNames.get(pointer);
    if (name === undefined) {
      name = `r${this.definitionNames.size}`;
      this.definitionNames.set(pointer, name);
      this.definitions[name] = this.subschema(target, depth);
    }
    out['$ref'] = `#/$defs/${name}`;
  }

  compiles(pattern: string): boolean {
    try {
      if (linearPattern(pattern).relaxed)
        this.warn(`pattern ${shown(pattern)} is checked without its counts over 1000`);
      return true;
    } catch (thrown) {
      this.warn(`pattern ${shown(pattern)} is not checked: ${messageOf(thrown)}`);
      return false;
    }
  }

  warn(warning: string, incomplete?: object): void {
    if (incomplete !== undefined) this.incomplete.add(incomplete);
    if (this.warnings.size < 8) this.warnings.add(warning);
  }
}

const types = new Set(['null', 'boolean', 'object', 'array', 'number', 'integer', 'string']);

const one: Clean = (value, depth, cleaning) => cleaning.subschema(value, depth + 1);
const many: Clean = (value, depth, cleaning) =>
  Array.isArray(value) && value.length > 0 ? value.map(item => cleaning.subschema(item, depth + 1)) : undefined;
const named: Clean = (value, depth, cleaning) => members(value, member => cleaning.subschema(member, depth + 1));
const patterned: Clean = (value, depth, cleaning) =>
  members(value, (member, pattern) => (cleaning.compiles(pattern) ? cleaning.subschema(member, depth + 1) : undefined));
const finite: Clean = value => (typeof value === 'number' && Number.isFinite(value) ? value : undefined);
const positive: Clean = value => (typeof value === 'number' && value > 0 && Number.isFinite(value) ? value : undefined);
const count: Clean = value => (typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined);
const text: Clean = value => (typeof value === 'string' ? value : undefined);
const flag: Clean = value => (typeof value === 'boolean' ? value : undefined);
const anything: Clean = value => (isShallow(value) ? value : undefined);
const choices: Clean = value => (Array.isArray(value) && value.length > 0 && isShallow(value) ? value : undefined);
const names: Clean = value => distinctNames(value);
const namesByName: Clean = value => members(value, distinctNames);
const type: Clean = value => {
  const given = Array.isArray(value) ? [...new Set(value)] : [value];
  return given.length > 0 && given.every(item => typeof item === 'string' && types.has(item)) ? given : undefined;
};

function sizeOf(value: JsonValue): number {
  return typeof value === 'object' && value !== null ? Object.keys(value).length : 0;
}

function distinctNames(value: JsonValue): JsonValue | undefined {
  if (!Array.isArray(value) || !value.every(item => typeof item === 'string')) return undefined;
  return [...new Set(value)].filter(name => name !== '__proto__');
}

/** Values deeper than arguments can be are never equal to one, and would overflow whoever compares them. */
function isShallow(value: JsonValue, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return depth < 64 && Object.values(value).every(member => isShallow(member, depth + 1));
}

function members(
  value: JsonValue,
  clean: (member: JsonValue, name: string) => JsonValue | undefined,
): JsonObject | undefined {
  if (!isJsonObject(value)) return undefined;
  const out: Mutable = {};
  for (const [name, member] of Object.entries(value)) {
    const cleaned = name === '__proto__' ? undefined : clean(member, name);
    if (cleaned !== undefined) out[name] = cleaned;
  }
  return out;
}

const keywords = new Map<string, Clean>([
  ['additionalProperties', one],
  ['allOf', many],
  ['anyOf', many],
  ['const', anything],
  ['contains', one],
  ['default', anything],
  ['dependentRequired', namesByName],
  ['dependentSchemas', named],
  ['else', one],
  ['enum', choices],
  ['exclusiveMaximum', finite],
  ['exclusiveMinimum', finite],
  ['format', text],
  ['if', one],
  ['items', one],
  ['maxContains', count],
  ['maxItems', count],
  ['maxLength', count],
  ['maxProperties', count],
  ['maximum', finite],
  ['minContains', count],
  ['minItems', count],
  ['minLength', count],
  ['minProperties', count],
  ['minimum', finite],
  ['multipleOf', positive],
  ['not', one],
  ['oneOf', many],
  ['pattern', text],
  ['patternProperties', patterned],
  ['prefixItems', many],
  ['properties', named],
  ['propertyNames', one],
  ['required', names],
  ['then', one],
  ['type', type],
  ['unevaluatedItems', one],
  ['unevaluatedProperties', one],
  ['uniqueItems', flag],
]);

function shown(value: JsonValue): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'with an array' : 'with an object';
  const json = JSON.stringify(value);
  return json.length <= 60 ? json : `${json.slice(0, 59)}…`;
}
