import { isJsonObject, type JsonSchema } from '../base/index.js';

/** Most characters of JSON that the definitions of one API's arguments, and of its returns, may be. */
export const maxArgumentCharacters = 100_000;
export const maxReturnCharacters = 40_000;

/** The JSON text of a definition; undefined when there is none of that name. */
export type DefinitionLookup = (name: string) => string | undefined;

/**
 * A schema that stands by itself: every definition that its references reach is among its `$defs`, nearest first. Once
 * they are `maxCharacters` of JSON together, those that are left accept whatever has their type.
 */
export function withDefinitions(schema: JsonSchema, lookup: DefinitionLookup, maxCharacters: number): JsonSchema {
  const text = JSON.stringify(schema);
  const found = new Set(referredNames(text));
  if (found.size === 0) return schema;
  const own = isJsonObject(schema['$defs']) ? schema['$defs'] : {};
  const $defs: Record<string, JsonSchema> = {};
  let left = maxCharacters;
  // A set can be added to while it is gone through, which makes this a search in breadth.
  for (const name of found) {
    if (Object.hasOwn(own, name)) continue;
    const definition = lookup(name) ?? '{}';
    const whole = JSON.parse(definition) as JsonSchema;
    if (definition.length > left) {
      $defs[name] = outline(whole);
      continue;
    }
    left -= definition.length;
    for (const needed of referredNames(definition)) found.add(needed);
    $defs[name] = whole;
  }
  return { ...schema, $defs: { ...own, ...$defs } };
}

const reference = /"\$ref":"#\/\$defs\/([A-Za-z0-9_.-]+)"/g;

/** Names of definitions that importers share: letters, digits and `_.-`, so that the text can be searched for them. */
function* referredNames(text: string): Generator<string, void, void> {
  for (const match of text.matchAll(reference)) if (match[1] !== undefined) yield match[1];
}

function outline({ type, description }: JsonSchema): JsonSchema {
  return {
    ...(type === undefined ? {} : { type }),
    ...(description === undefined ? {} : { description }),
    $comment: 'cut: the whole schema has too many parts',
  };
}
