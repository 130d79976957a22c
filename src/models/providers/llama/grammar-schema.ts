import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from '../../../base/index.js';

/** The part of JSON Schema that a context-free grammar holds exactly, with every length bounded. */
export type GrammarSchema =
  | { readonly kind: 'literal'; readonly values: readonly JsonValue[] }
  | { readonly kind: 'string'; readonly minLength: number; readonly maxLength: number }
  | { readonly kind: 'format'; readonly format: StringFormat }
  /** A run of whole words of the text, with or without the punctuation around it. */
  | { readonly kind: 'quotation'; readonly text: string }
  | { readonly kind: 'number'; readonly integer: boolean; readonly negative: boolean }
  | { readonly kind: 'array'; readonly items: GrammarSchema; readonly minItems: number; readonly maxItems: number }
  | { readonly kind: 'object'; readonly properties: readonly GrammarProperty[] }
  | { readonly kind: 'map'; readonly values: GrammarSchema; readonly maxEntries: number }
  | { readonly kind: 'any-of'; readonly options: readonly GrammarSchema[] };

export type StringFormat = 'date' | 'time' | 'date-time' | 'uuid';

export interface GrammarProperty {
  readonly name: string;
  readonly required: boolean;
  /** `?` may stand for the value: nothing is known of it. No JSON then. */
  readonly open?: true;
  readonly value: GrammarSchema;
}

export interface GrammarLimits {
  /** Levels of nesting, and of `$ref` following, before a schema is cut to its emptiest value. */
  readonly maxDepth: number;
  /** Characters of a string whose schema allows more, so that a weak model cannot write on for ever. */
  readonly maxStringLength: number;
  readonly maxItems: number;
  /** Schema nodes in all; beyond it optional properties are left out and the rest is cut as by `maxDepth`. */
  readonly maxNodes: number;
}

export const defaultLimits: GrammarLimits = { maxDepth: 6, maxStringLength: 160, maxItems: 12, maxNodes: 1_000 };

/** Ranges of at most this many whole numbers are written out, so that the grammar keeps them exactly. */
const longestRange = 64;
const formats: readonly string[] = ['date', 'time', 'date-time', 'uuid'] satisfies StringFormat[];
const looseKeywords = [
  'pattern',
  'multipleOf',
  'not',
  'if',
  'uniqueItems',
  'contains',
  'minProperties',
  'propertyNames',
];
const scalar: GrammarSchema = {
  kind: 'any-of',
  options: [
    { kind: 'string', minLength: 0, maxLength: defaultLimits.maxStringLength },
    { kind: 'number', integer: false, negative: true },
    { kind: 'literal', values: [true, false, null] },
  ],
};

/**
 * Reduces a JSON Schema to what a grammar can hold. Local `$ref`s are inlined; recursion is cut at `maxDepth`. Objects
 * get only their declared properties, so `additionalProperties: false` always holds; an object that declares none
 * becomes a map.
 *
 * @returns the reduced schema, and in `loosened` the keywords that a text of it may break, sorted: a caller that must
 * have a valid value checks it afterwards when the list is not empty.
 */
export function grammarSchema(
  schema: JsonSchema,
  limits: Partial<GrammarLimits> = {},
): { readonly schema: GrammarSchema; readonly loosened: readonly string[] } {
  const reduction = new Reduction(schema, { ...defaultLimits, ...limits });
  const reduced = reduction.reduce(schema, 0);
  return { schema: reduced, loosened: [...reduction.loosened].sort() };
}

/** One walk over one document: the root is kept for `$ref`, the node count for the size bound. */
class Reduction {
  readonly loosened = new Set<string>();
  private nodes = 0;

  constructor(
    private readonly root: JsonSchema,
    private readonly limits: GrammarLimits,
  ) {}

  reduce(given: JsonValue | undefined, depth: number): GrammarSchema {
    this.nodes += 1;
    const schema = this.resolve(given, 0);
    for (const keyword of looseKeywords) if (schema[keyword] !== undefined) this.loosened.add(keyword);
    if (schema['const'] !== undefined) return { kind: 'literal', values: [schema['const']] };
    if (Array.isArray(schema['enum']) && schema['enum'].length > 0) return { kind: 'literal', values: schema['enum'] };
    const options = schema['anyOf'] ?? schema['oneOf'];
    if (Array.isArray(options) && options.length > 0) return this.alternatives(schema, options, depth);
    const types = typesOf(schema);
    if (types.length === 0) return scalar;
    const kinds = types.map(type => this.ofType(type, schema, depth));
    const [only] = kinds;
    return kinds.length === 1 && only !== undefined ? only : { kind: 'any-of', options: kinds };
  }

  private ofType(type: string, schema: JsonObject, depth: number): GrammarSchema {
    switch (type) {
      case 'string':
        return this.string(schema);
      case 'number':
        return this.number(schema, false);
      case 'integer':
        return this.number(schema, true);
      case 'boolean':
        return { kind: 'literal', values: [true, false] };
      case 'null':
        return { kind: 'literal', values: [null] };
      case 'array':
        return this.array(schema, depth);
      case 'object':
        return this.object(schema, depth);
      default:
        this.loosened.add('type');
        return scalar;
    }
  }

  private string(schema: JsonObject): GrammarSchema {
    const format = schema['format'];
    if (isStringFormat(format)) return { kind: 'format', format };
    const minLength = count(schema['minLength']) ?? 0;
    const wanted = count(schema['maxLength']) ?? Number.POSITIVE_INFINITY;
    const maxLength = Math.max(Math.min(wanted, this.limits.maxStringLength), Math.min(minLength, wanted));
    return { kind: 'string', minLength: Math.min(minLength, maxLength), maxLength };
  }

  private number(schema: JsonObject, integer: boolean): GrammarSchema {
    const { minimum, maximum } = schema;
    if (integer && typeof minimum === 'number' && typeof maximum === 'number') {
      const [first, last] = [Math.ceil(minimum), Math.floor(maximum)];
      const size = last - first + 1;
      if (size > 0 && size <= longestRange) {
        return { kind: 'literal', values: Array.from({ length: size }, (_, i) => first + i) };
      }
    }
    const lower = typeof minimum === 'number' ? minimum : schema['exclusiveMinimum'];
    const holdsLower = lower === undefined || minimum === 0;
    if (!holdsLower) this.loosened.add('minimum');
    if (maximum !== undefined || schema['exclusiveMaximum'] !== undefined) this.loosened.add('maximum');
    return { kind: 'number', integer, negative: !(typeof lower === 'number' && lower >= 0) };
  }

  private array(schema: JsonObject, depth: number): GrammarSchema {
    const minItems = count(schema['minItems']) ?? 0;
    if (depth >= this.limits.maxDepth || this.nodes > this.limits.maxNodes) {
      if (minItems > 0) this.loosened.add('minItems');
      return { kind: 'literal', values: [[]] };
    }
    if (schema['prefixItems'] !== undefined) this.loosened.add('prefixItems');
    const maxItems = Math.max(
      Math.min(count(schema['maxItems']) ?? this.limits.maxItems, this.limits.maxItems),
      minItems,
    );
    return { kind: 'array', items: this.reduce(schema['items'], depth + 1), minItems, maxItems };
  }

  private object(schema: JsonObject, depth: number): GrammarSchema {
    const declared = isJsonObject(schema['properties']) ? schema['properties'] : {};
    const required = new Set(strings(schema['required']));
    const names = [...Object.keys(declared), ...[...required].filter(name => !Object.hasOwn(declared, name))];
    if (depth >= this.limits.maxDepth || this.nodes > this.limits.maxNodes) {
      if (required.size > 0) this.loosened.add('required');
      return { kind: 'literal', values: [{}] };
    }
    if (names.length === 0) return this.map(schema['additionalProperties'], depth);
    const properties: GrammarProperty[] = [];
    for (const name of names) {
      const isRequired = required.has(name);
      if (!isRequired && (this.nodes > this.limits.maxNodes || declared[name] === false)) continue;
      const value = Object.hasOwn(declared, name) ? this.reduce(declared[name], depth + 1) : scalar;
      properties.push({ name, required: isRequired, value });
    }
    return { kind: 'object', properties };
  }

  private map(values: JsonValue | undefined, depth: number): GrammarSchema {
    if (values === false) return { kind: 'object', properties: [] };
    return { kind: 'map', values: this.reduce(values, depth + 1), maxEntries: this.limits.maxItems };
  }

  private alternatives(schema: JsonObject, options: readonly JsonValue[], depth: number): GrammarSchema {
    const { anyOf: _any, oneOf, ...base } = schema;
    if (oneOf !== undefined && options.length > 1) this.loosened.add('oneOf');
    if (depth >= this.limits.maxDepth || this.nodes > this.limits.maxNodes) return scalar;
    const merged = options.slice(0, this.limits.maxItems).map(option => merge(base, this.resolve(option, 0)));
    return { kind: 'any-of', options: merged.map(option => this.reduce(option, depth + 1)) };
  }

  /** Follows `$ref` and folds `allOf`; anything that is no schema object counts as the schema that allows everything. */
  private resolve(given: JsonValue | undefined, hops: number): JsonObject {
    if (!isJsonObject(given)) return {};
    const { $ref: reference, allOf, ...own } = given;
    if (reference === undefined && allOf === undefined) return given;
    if (hops >= this.limits.maxDepth) {
      this.loosened.add('$ref');
      return own;
    }
    let resolved: JsonObject = own;
    if (typeof reference === 'string') resolved = merge(resolved, this.resolve(this.target(reference), hops + 1));
    if (Array.isArray(allOf)) for (const part of allOf) resolved = merge(resolved, this.resolve(part, hops + 1));
    return resolved;
  }

  private target(reference: string): JsonValue | undefined {
    if (!reference.startsWith('#')) {
      this.loosened.add('$ref');
      return undefined;
    }
    let place: JsonValue | undefined = this.root;
    for (const step of reference.slice(1).split('/').slice(1)) {
      const key = decodeStep(step);
      if (Array.isArray(place)) place = place[Number(key)];
      else place = isJsonObject(place) && Object.hasOwn(place, key) ? place[key] : undefined;
    }
    return place;
  }
}

/** Both schemas at once, as far as one object can say it: `b` wins where they disagree, members and names unite. */
function merge(a: JsonObject, b: JsonObject): JsonObject {
  const merged: Record<string, JsonValue> = { ...a, ...b };
  if (isJsonObject(a['properties']) && isJsonObject(b['properties'])) {
    merged['properties'] = { ...a['properties'], ...b['properties'] };
  }
  const required = new Set([...strings(a['required']), ...strings(b['required'])]);
  if (required.size > 0) merged['required'] = [...required];
  return merged;
}

function typesOf(schema: JsonObject): readonly string[] {
  const type = schema['type'];
  if (typeof type === 'string') return [type];
  if (Array.isArray(type)) return strings(type);
  if (schema['properties'] !== undefined || schema['required'] !== undefined) return ['object'];
  return schema['items'] === undefined ? [] : ['array'];
}

function isStringFormat(value: JsonValue | undefined): value is StringFormat {
  return typeof value === 'string' && formats.includes(value);
}

function count(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined;
}

function strings(value: JsonValue | undefined): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

function decodeStep(step: string): string {
  return step.replaceAll('%25', '%').replaceAll('~1', '/').replaceAll('~0', '~');
}
