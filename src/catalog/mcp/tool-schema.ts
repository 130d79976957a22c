import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from '../../base/index.js';
import { plainText } from '../openapi/plain-text.js';

export type ToolSchema = { readonly schema: JsonSchema } | { readonly refused: string };

const maxNodes = 5_000;
const maxDepth = 40;
const maxTextCharacters = 1_000;

/** What the members of an object are: keywords of a schema, schemas by a name of their own, or a plain value. */
type Place = 'schema' | 'names' | 'value';

const places: Readonly<Record<string, Place>> = {
  properties: 'names',
  patternProperties: 'names',
  dependentSchemas: 'names',
  $defs: 'names',
  definitions: 'names',
  const: 'value',
  default: 'value',
  enum: 'value',
  example: 'value',
  examples: 'value',
};

/**
 * A schema that a server gave for a tool, as the catalog keeps it: its texts are plain and bounded, everything else is as
 * it was. Refused when it is no object schema, too big, or refers to what is not in it.
 */
export function toolSchema(given: unknown): ToolSchema {
  if (!isJsonObject(given)) return { refused: 'it is not an object' };
  if (given['type'] !== undefined && given['type'] !== 'object') return { refused: 'its type is not "object"' };
  let nodes = 0;
  let refused: string | undefined;

  function copy(node: JsonValue, place: Place, depth: number): JsonValue {
    nodes += 1;
    if (nodes > maxNodes) refused ??= `it has more than ${maxNodes} parts`;
    if (depth > maxDepth) refused ??= `it is nested more than ${maxDepth} levels deep`;
    if (refused !== undefined) return null;
    if (Array.isArray(node)) return node.map(item => copy(item, place, depth + 1));
    return isJsonObject(node) ? copyMembers(node, place, depth) : node;
  }
  function copyMembers(node: JsonObject, place: Place, depth: number): JsonObject {
    const members = Object.entries(node).filter(([name]) => name !== '__proto__');
    return Object.fromEntries(
      members.map(([name, member]) => {
        if (place !== 'schema') return [name, copy(member, place === 'names' ? 'schema' : 'value', depth + 1)];
        if (typeof member === 'string') return [name, keywordText(name, member)];
        return [name, copy(member, Object.hasOwn(places, name) ? (places[name] ?? 'schema') : 'schema', depth + 1)];
      }),
    );
  }
  function keywordText(name: string, text: string): string {
    if (name === '$ref' && !isIn(given as JsonObject, text)) {
      refused ??= `it refers to ${text.slice(0, 200)}, which is not in it`;
    }
    return name === 'description' || name === 'title' ? plainText(text, maxTextCharacters) : text;
  }

  const schema = copyMembers(given, 'schema', 0);
  return refused === undefined ? { schema: { ...schema, type: 'object' } } : { refused };
}

/** Whether a reference leads somewhere within a schema. Anchors are left to whoever checks arguments. */
function isIn(schema: JsonObject, reference: string): boolean {
  if (!reference.startsWith('#/')) return reference.startsWith('#');
  let at: JsonValue | undefined = schema;
  for (const token of reference.slice(2).split('/')) {
    const name = unescaped(token);
    at = (isJsonObject(at) || Array.isArray(at)) && Object.hasOwn(at, name) ? (at as JsonObject)[name] : undefined;
  }
  return at !== undefined;
}

function unescaped(token: string): string {
  const plain = token.replaceAll('~1', '/').replaceAll('~0', '~');
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain; // a percent sign that means itself
  }
}
