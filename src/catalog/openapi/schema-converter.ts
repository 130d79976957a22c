import { isJsonObject, type JsonSchema, type JsonValue } from '../../base/index.js';
import type { SharedDefinition } from '../shared-definition.js';
import { closedAround, openedPart } from './closed-parts.js';
import type { OpenApiDocument } from './document.js';
import { withFittingEnum } from './fitting-enum.js';
import { isReference, pointerTokens } from './references.js';
import {
  readExamples,
  readLeaf,
  readNames,
  schemaKeywords,
  schemaListKeywords,
  schemaMapKeywords,
} from './schema-keywords.js';
import { readTypes, withNull } from './schema-types.js';
import { wordOf } from './word-of.js';

/** Deepest nesting of schemas without a reference between them that is kept. */
const maxDepth = 60;
/** Half of a character has no UTF-8, so that no request could carry a member of that name. */
const halfCharacter = /\p{Surrogate}/u;
/** Schemas in one definition; beyond it they are cut to `{}`. */
const maxSchemasPerDefinition = 4_000;

export type Direction = 'request' | 'response';

/** How big what is being converted has become. */
interface Scope {
  size: number;
}

/** Turns a document's schemas into JSON Schema 2020-12, references into `#/$defs/…`. */
export interface SchemaConverter {
  convert(raw: unknown): JsonSchema;
  /** Whether a property does not travel in this direction: `readOnly` in requests, `writeOnly` in responses. */
  isHidden(raw: unknown): boolean;
}

export interface SchemaConverters extends Readonly<Record<Direction, SchemaConverter>> {
  /** Everything that what was converted so far refers to, directly or not; each schema under one name in both directions. */
  definitions(): Generator<SharedDefinition, void, void>;
}

export function schemaConverters(document: OpenApiDocument): SchemaConverters {
  const table = definitionTable();
  const converters = {
    request: schemaConverter(document, 'request', table),
    response: schemaConverter(document, 'response', table),
  };
  return {
    ...converters,
    *definitions() {
      // Converting one may make others needed; what is added to a list is still gone through.
      for (const { definition, direction } of table.needed) {
        definition.converted[direction] = converters[direction].convert(definition.target);
      }
      for (const { name, converted } of table.definitions()) {
        const { request, response } = converted;
        if (request === undefined && response === undefined) continue; // only named, by a discriminator
        yield {
          kind: 'definition',
          name,
          ...(request === undefined ? {} : { arguments: request }),
          ...(response === undefined ? {} : { returns: response }),
        };
      }
    },
  };
}

function schemaConverter(document: OpenApiDocument, direction: Direction, table: DefinitionTable): SchemaConverter {
  const hiddenMark = direction === 'request' ? 'readOnly' : 'writeOnly';

  function convert(raw: unknown): JsonSchema {
    return convertSchema(raw, { size: 0 }, 0, nothing);
  }

  function convertSchema(raw: unknown, scope: Scope, depth: number, hiddenAbove: ReadonlySet<string>): JsonSchema {
    if (raw === false) return { not: {} };
    if (!isJsonObject(raw)) return {};
    scope.size += 1;
    if (depth > maxDepth || scope.size > maxSchemasPerDefinition) {
      document.warnings.add('a schema is too deep or too big and was cut', '#');
      return {};
    }
    if (isReference(raw)) return convertReference(raw, scope, depth, hiddenAbove);
    const hidden = hiddenIn(raw, hiddenAbove);
    return finish(raw, convertKeywords(raw, scope, depth, hidden), hidden);
  }

  function hiddenIn(raw: JsonSchema, above: ReadonlySet<string>): ReadonlySet<string> {
    if (raw['properties'] === undefined && raw['allOf'] === undefined) return above; // as in most schemas
    const own = hiddenNames(raw, 0);
    return own.length === 0 ? above : new Set([...above, ...own]);
  }

  function convertReference(
    raw: { readonly $ref: string },
    scope: Scope,
    depth: number,
    hidden: ReadonlySet<string>,
  ): JsonSchema {
    const { $ref, ...siblings } = raw;
    const beside = document.version === '3.1' ? siblings : annotationsOf(siblings);
    const kept = Object.keys(beside).length === 0 ? {} : convertSchema(beside, scope, depth + 1, hidden);
    const target = document.references.resolve($ref);
    if (target === false) return { not: {}, ...kept };
    if (!isJsonObject(target)) {
      if (target !== true) document.warnings.add(`reference leads nowhere: ${$ref}`, '#');
      return kept;
    }
    const definition = table.need($ref, target, direction);
    const referring = { $ref: `#/$defs/${definition.name}`, ...kept };
    return isNullable(raw) ? withNull(referring) : referring;
  }

  function convertKeywords(raw: JsonSchema, scope: Scope, depth: number, hidden: ReadonlySet<string>) {
    const nested = (child: unknown) => convertSchema(child, scope, depth + 1, nothing);
    const entries: [string, JsonValue][] = [];
    for (const [keyword, value] of Object.entries(closedAround(raw))) {
      if (keyword === 'items' && Array.isArray(value)) {
        if (value.length > 0) entries.push(['prefixItems', value.map(nested)]);
      } else if (keyword === 'additionalProperties' && typeof value === 'boolean') entries.push([keyword, value]);
      else if (schemaKeywords.has(keyword)) entries.push([keyword, nested(value)]);
      else if (schemaListKeywords.has(keyword)) {
        const list = Array.isArray(value) ? value : isJsonObject(value) ? [value] : [];
        const branch = (child: unknown) =>
          keyword === 'allOf'
            ? convertSchema(openedPart(document, child), scope, depth + 1, hidden)
            : convertSchema(child, scope, depth + 1, nothing);
        if (list.length > 0) entries.push([keyword, list.map(branch)]);
      } else if (schemaMapKeywords.has(keyword)) entries.push([keyword, convertMap(keyword, value, nested)]);
      else {
        const leaf = readLeaf(keyword, value);
        if (leaf !== undefined) entries.push([keyword, leaf]);
      }
    }
    return Object.fromEntries(entries);
  }

  function convertMap(keyword: string, value: unknown, nested: (child: unknown) => JsonSchema): JsonValue {
    const kept = membersOf(value).filter(([name, child]) => {
      if (keyword === 'patternProperties') return readLeaf('pattern', name) !== undefined;
      if (halfCharacter.test(name)) return false;
      return name !== '__proto__' && !(keyword === 'properties' && isHidden(child));
    });
    return Object.fromEntries(kept.map(([name, child]) => [name, nested(child)]));
  }

  /** What depends on more than one keyword: types, null, exclusive limits, examples, required, discriminator. */
  function finish(raw: JsonSchema, schema: JsonSchema, hidden: ReadonlySet<string>): JsonSchema {
    let types = readTypes(raw['type']);
    if (types.length === 0 && isJsonObject(raw['properties']) && raw['type'] === undefined) types = ['object'];
    const required = readNames(raw['required'])?.filter(name => !hidden.has(name) && name !== '__proto__');
    const examples = readExamples(raw['example'], raw['examples']);
    // Put together member by member: this runs a million times in a large import.
    const finished: Record<string, JsonValue> = {};
    if (types.length > 0) finished['type'] = types.length === 1 ? (types[0] ?? '') : types;
    Object.assign(finished, hasExclusive(raw) ? withLimits(raw, schema) : schema);
    if (required !== undefined && required.length > 0) finished['required'] = required;
    if (examples !== undefined) finished['examples'] = examples;
    if (raw['discriminator'] !== undefined) Object.assign(finished, discriminatorOf(raw, schema));
    const fitting = withFittingEnum(finished);
    return isNullable(raw) ? withNull(fitting) : fitting;
  }

  /** A discriminator whose mapping names only alternatives that stand beside it. */
  function discriminatorOf(raw: JsonSchema, schema: JsonSchema): JsonSchema {
    const { discriminator } = raw;
    const alternatives = schema['oneOf'] ?? schema['anyOf'];
    if (!isJsonObject(discriminator) || typeof discriminator['propertyName'] !== 'string') return {};
    const { propertyName } = discriminator;
    const targets = new Map<unknown, string>();
    for (const raws of [raw['oneOf'], raw['anyOf']]) {
      if (!Array.isArray(raws)) continue;
      for (const option of raws) {
        if (!isReference(option)) continue;
        const target = document.references.resolve(option.$ref);
        if (isJsonObject(target)) targets.set(target, `#/$defs/${table.named(option.$ref, target).name}`);
      }
    }
    if (!Array.isArray(alternatives)) return {};
    const mapping = Object.entries(isJsonObject(discriminator['mapping']) ? discriminator['mapping'] : {}).flatMap(
      ([value, reference]) => {
        const inside = typeof reference === 'string' && reference.startsWith('#');
        const target = targets.get(
          document.references.resolve(inside ? reference : `#/components/schemas/${wordOf(reference)}`),
        );
        // Validators look into what they do not know, and take `$anchor` for the keyword.
        const isKeyword = value === '__proto__' || value.startsWith('$');
        return target === undefined || isKeyword ? [] : [[value, target] as const];
      },
    );
    return {
      discriminator: { propertyName, ...(mapping.length === 0 ? {} : { mapping: Object.fromEntries(mapping) }) },
    };
  }

  function isNullable(raw: { readonly [key: string]: unknown }): boolean {
    return raw['nullable'] === true || raw['x-nullable'] === true;
  }

  function isHidden(raw: unknown): boolean {
    if (!isJsonObject(raw)) return false;
    if (raw[hiddenMark] === true) return true;
    const target = document.references.follow(raw);
    return isJsonObject(target) && target[hiddenMark] === true;
  }

  /** Names of the properties that do not travel, also those of the schemas that this one is made of with `allOf`. */
  function hiddenNames(raw: unknown, depth: number): readonly string[] {
    const schema = document.references.follow(raw);
    if (!isJsonObject(schema) || depth > 3) return [];
    const own = membersOf(schema['properties']).flatMap(([name, child]) => (isHidden(child) ? [name] : []));
    const { allOf } = schema;
    return Array.isArray(allOf) ? [...own, ...allOf.flatMap(part => hiddenNames(part, depth + 1))] : own;
  }

  /** The members of a map, which documents now and then give by reference. */
  function membersOf(value: unknown): readonly (readonly [string, unknown])[] {
    const map = isReference(value) && Object.keys(value).length === 1 ? document.references.resolve(value.$ref) : value;
    return isJsonObject(map) ? Object.entries(map) : [];
  }

  return { convert, isHidden };
}

/** Siblings of a reference that tell a reader something; before 3.1 the others have no meaning. */
function annotationsOf(siblings: JsonSchema): JsonSchema {
  const kept = ['title', 'description', 'default', 'example', 'deprecated'];
  return Object.fromEntries(Object.entries(siblings).filter(([keyword]) => kept.includes(keyword)));
}

/** No names at all. */
const nothing: ReadonlySet<string> = new Set();

function hasExclusive(raw: JsonSchema): boolean {
  return raw['exclusiveMinimum'] !== undefined || raw['exclusiveMaximum'] !== undefined;
}

function withLimits(raw: JsonSchema, schema: JsonSchema): JsonSchema {
  const { exclusiveMaximum, exclusiveMinimum, maximum, minimum, ...rest } = schema;
  return {
    ...rest,
    ...limit('minimum', 'exclusiveMinimum', minimum, raw['exclusiveMinimum'] === true, exclusiveMinimum),
    ...limit('maximum', 'exclusiveMaximum', maximum, raw['exclusiveMaximum'] === true, exclusiveMaximum),
  };
}

/** Minimum or maximum in the form of 2020-12, where an exclusive limit is a number of its own. */
function limit(
  plain: string,
  exclusive: string,
  value: JsonValue | undefined,
  isExclusive: boolean,
  exclusiveValue: JsonValue | undefined,
): JsonSchema {
  if (isExclusive) return value === undefined ? {} : { [exclusive]: value };
  return {
    ...(value === undefined ? {} : { [plain]: value }),
    ...(exclusiveValue === undefined ? {} : { [exclusive]: exclusiveValue }),
  };
}

/** A schema that others refer to, converted once for a document in each direction that needs it. */
interface Definition {
  readonly name: string;
  readonly target: unknown;
  readonly converted: Partial<Record<Direction, JsonSchema>>;
}

/** Every referred-to schema of a document under a name of its own, made from the last telling word of the pointer. */
interface DefinitionTable {
  named(reference: string, target: object): Definition;
  need(reference: string, target: object, direction: Direction): Definition;
  /** In the order in which they were first needed, each once. */
  readonly needed: readonly { readonly definition: Definition; readonly direction: Direction }[];
  definitions(): Iterable<Definition>;
}

function definitionTable(): DefinitionTable {
  const byTarget = new Map<object, Definition>();
  const taken = new Set<string>();
  const needed: { definition: Definition; direction: Direction }[] = [];
  const known: Readonly<Record<Direction, Set<Definition>>> = { request: new Set(), response: new Set() };

  function named(reference: string, target: object): Definition {
    const found = byTarget.get(target);
    if (found !== undefined) return found;
    const wanted = definitionName(reference);
    let name = wanted;
    for (let i = 2; taken.has(name.toLowerCase()); i += 1) name = `${wanted}_${i}`;
    taken.add(name.toLowerCase());
    const definition: Definition = { name, target, converted: {} };
    byTarget.set(target, definition);
    return definition;
  }

  return {
    named,
    need(reference, target, direction) {
      const definition = named(reference, target);
      if (!known[direction].has(definition)) {
        known[direction].add(definition);
        needed.push({ definition, direction });
      }
      return definition;
    },
    needed,
    definitions: () => byTarget.values(),
  };
}

const tellingNothing = /^(?:schema|items|properties|content|parameters|responses?|allOf|anyOf|oneOf|\d+|.*\/.*)$/;

function definitionName(reference: string): string {
  const tokens = pointerTokens(reference) ?? [];
  const telling = tokens.findLast(token => !tellingNothing.test(token)) ?? 'Schema';
  return telling.replace(/[^A-Za-z0-9_.-]+/g, '_').slice(0, 80) || 'Schema';
}
