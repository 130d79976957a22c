import { isJsonObject, type JsonSchema, type JsonValue } from '../../base/index.js';
import { cutAtWord, plainText } from '../openapi/plain-text.js';
import {
  readLeaf,
  readNames,
  schemaKeywords,
  schemaListKeywords,
  schemaMapKeywords,
} from '../openapi/schema-keywords.js';
import { readTypes } from '../openapi/schema-types.js';
import { cut } from '../print-parameters.js';
import { schemaAt } from './schema-at.js';

export interface SchemaBounds {
  /** Of the JSON text. */
  readonly maxCharacters: number;
  /** Levels of members below the schema itself. Default 20. */
  readonly maxLevels?: number;
}

/** How much is kept; tried from the most to the least until the text is short enough. */
interface Kept {
  readonly words: number;
  readonly enumValues: number;
  readonly levels: number;
  readonly examples: boolean;
  readonly optional: boolean;
}

const rungs: readonly Kept[] = [
  { words: 600, enumValues: 500, levels: 20, examples: true, optional: true },
  { words: 300, enumValues: 100, levels: 20, examples: false, optional: true },
  { words: 120, enumValues: 50, levels: 20, examples: false, optional: true },
  { words: 120, enumValues: 50, levels: 5, examples: false, optional: true },
  { words: 80, enumValues: 20, levels: 3, examples: false, optional: true },
  { words: 60, enumValues: 12, levels: 2, examples: false, optional: true },
  { words: 40, enumValues: 6, levels: 1, examples: false, optional: true },
  { words: 0, enumValues: 3, levels: 1, examples: false, optional: true },
  { words: 0, enumValues: 0, levels: 1, examples: false, optional: false },
];

/**
 * A JSON Schema 2020-12 that stands by itself and has at most `maxCharacters`: `$defs` are those it reaches, references
 * lead nowhere else, keywords that are none or malformed are gone. What is too much is cut from the far end (long texts,
 * examples, long enumerations, deep members, and in the end optional members), and what was cut accepts whatever has its
 * type and has a description that ends with `…`.
 */
export function boundedSchema(schema: JsonSchema, { maxCharacters, maxLevels = 20 }: SchemaBounds): JsonSchema {
  let bounded: JsonSchema = {};
  for (const rung of rungs) {
    bounded = copied(schema, { ...rung, levels: Math.min(rung.levels, maxLevels) }, maxCharacters);
    if (JSON.stringify(bounded).length <= maxCharacters) return bounded;
  }
  return { ...(bounded['type'] === undefined ? {} : { type: bounded['type'] }), description: cut };
}

/** Keywords that only people read, and those that our own schemas have besides. */
const leftOut = new Set(['title', '$comment', 'contentMediaType', 'contentEncoding']);

function copied(root: JsonSchema, kept: Kept, maxCharacters: number): JsonSchema {
  const names = new Map<JsonSchema, string>();
  const queue: { target: JsonSchema; name: string; level: number }[] = [];
  // Parts that cannot fit are not looked at: schemas can unfold to much more than they are.
  let partsLeft = Math.ceil(maxCharacters / 5);

  function nameFor(target: JsonSchema, reference: string, level: number): string {
    const known = names.get(target);
    if (known !== undefined) return known;
    const wanted = (reference.split('/').at(-1) ?? '').replace(/[^A-Za-z0-9_.-]+/g, '_').slice(0, 100) || 'schema';
    const taken = new Set(names.values());
    let name = wanted;
    for (let i = 2; taken.has(name); i += 1) name = `${wanted}_${i}`;
    names.set(target, name);
    queue.push({ target, name, level });
    return name;
  }

  function copy(given: JsonValue, level: number): JsonSchema {
    if (given === false) return { not: {} };
    if (!isJsonObject(given)) return {};
    partsLeft -= 1;
    const { $ref, ...beside } = given;
    if (typeof $ref !== 'string') return partsLeft < 0 ? outline(given, kept) : keywords(given, level);
    const target = schemaAt(root, $ref);
    if (target === undefined) return keywords(beside, level);
    if (level > kept.levels || partsLeft < 0)
      return { ...outline(target, kept), ...keywords(annotations(beside), level) };
    return { $ref: `#/$defs/${nameFor(target, $ref, level)}`, ...keywords(beside, level) };
  }

  function keywords(given: JsonSchema, level: number): JsonSchema {
    const isDeep = level > kept.levels && hasMembers(given);
    if (isDeep) return outline(given, kept);
    const entries: [string, JsonValue][] = [];
    for (const [keyword, value] of Object.entries(given)) {
      const legal = legalValue(keyword, value, given, level);
      if (legal !== undefined) entries.push([keyword, legal]);
    }
    return shortened(Object.fromEntries(entries), kept);
  }

  function legalValue(keyword: string, value: JsonValue, given: JsonSchema, level: number): JsonValue | undefined {
    if (leftOut.has(keyword)) return undefined;
    if (keyword === 'type') return typeValue(value);
    if (keyword === 'required') return readNames(value);
    if (keyword === 'examples') return kept.examples ? fitting(value, given['type']) : undefined;
    if (keyword === 'additionalProperties' && typeof value === 'boolean') return value;
    if (schemaKeywords.has(keyword)) return copy(value, keyword === 'not' ? level : level + 1);
    if (schemaListKeywords.has(keyword)) {
      return Array.isArray(value) && value.length > 0 ? value.map(one => copy(one, level)) : undefined;
    }
    if (schemaMapKeywords.has(keyword)) return isJsonObject(value) ? members(keyword, value, given, level) : undefined;
    return readLeaf(keyword, value);
  }

  function members(keyword: string, value: JsonSchema, given: JsonSchema, level: number): JsonSchema {
    const required = new Set(Array.isArray(given['required']) ? given['required'] : []);
    const entries = Object.entries(value).filter(([name]) => {
      if (keyword === 'patternProperties') return readLeaf('pattern', name) !== undefined;
      return name !== '__proto__' && (kept.optional || keyword !== 'properties' || required.has(name));
    });
    return Object.fromEntries(entries.map(([name, member]) => [name, copy(member, level + 1)]));
  }

  const { additionalProperties, ...top } = copy(root, 0);
  const isWhole = kept.optional || Object.keys(properties(top)).length === Object.keys(properties(root)).length;
  const closed = additionalProperties === undefined || !isWhole ? {} : { additionalProperties };
  const definitions: [string, JsonSchema][] = [];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    definitions.push([next.name, copy(withoutDefinitions(next.target), next.level)]);
  }
  const $defs = definitions.length === 0 ? {} : { $defs: Object.fromEntries(definitions) };
  const marked = isWhole ? top : { ...top, description: withMark(textOf(top['description'])) };
  return { ...marked, ...closed, ...$defs };
}

function properties(schema: JsonSchema): JsonSchema {
  const { properties: found } = schema;
  return isJsonObject(found) ? found : {};
}

function withoutDefinitions({ $defs: _defs, definitions: _definitions, ...schema }: JsonSchema): JsonSchema {
  return schema;
}

function annotations({ description, default: usual }: JsonSchema): JsonSchema {
  return { ...(description === undefined ? {} : { description }), ...(usual === undefined ? {} : { default: usual }) };
}

function typeValue(value: JsonValue): JsonValue | undefined {
  const types = readTypes(value);
  return types.length === 0 ? undefined : types.length === 1 ? types[0] : types;
}

/** The first examples, as far as they are of the type. */
function fitting(value: JsonValue, type: JsonValue | undefined): JsonValue | undefined {
  const types = type === undefined ? [] : readTypes(type);
  const kept = (Array.isArray(value) ? (value as readonly JsonValue[]) : []).filter(one => {
    const kind = one === null ? 'null' : Array.isArray(one) ? 'array' : typeof one;
    return types.length === 0 || types.includes(kind) || (Number.isInteger(one) && types.includes('integer'));
  });
  return kept.length === 0 ? undefined : kept.slice(0, 2);
}

function hasMembers(schema: JsonSchema): boolean {
  return ['properties', 'items', 'prefixItems', 'allOf', 'anyOf', 'oneOf', 'patternProperties'].some(keyword =>
    Object.hasOwn(schema, keyword),
  );
}

/** What stands for a schema that is left out. */
function outline(schema: JsonSchema, kept: Kept): JsonSchema {
  const type = typeValue(schema['type'] ?? null) ?? (isJsonObject(schema['properties']) ? 'object' : undefined);
  const words = cutAtWord(textOf(schema['description']), Math.min(kept.words, 100));
  return { ...(type === undefined ? {} : { type }), description: withMark(words) };
}

function shortened(schema: JsonSchema, kept: Kept): JsonSchema {
  const { description, enum: values, ...rest } = schema;
  const text = kept.words === 0 ? '' : cutAtWord(plainText(description, 2_000), kept.words);
  if (!Array.isArray(values) || values.length <= Math.max(kept.enumValues, 1)) {
    return {
      ...rest,
      ...(text === '' ? {} : { description: text }),
      ...(values === undefined ? {} : { enum: values }),
    };
  }
  const shown = values.slice(0, kept.enumValues).map(value => cutAtWord(String(value), 40));
  const listed = shown.length === 0 ? cut : `One of ${shown.join(', ')}, ${cut}`;
  return { ...rest, description: text === '' ? listed : `${text} ${listed}` };
}

function textOf(value: JsonValue | undefined): string {
  return plainText(value, 2_000);
}

function withMark(text: string): string {
  return text === '' ? cut : text.endsWith(cut) ? text : `${text} ${cut}`;
}
