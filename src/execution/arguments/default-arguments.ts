import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from '../../base/index.js';
import { pointerTo } from './argument-path.js';
import { copyArguments, type MutableJson, type MutableObject } from './copy-arguments.js';
import { definition } from './declared-arguments.js';

/**
 * Fills in the defaults a checkable schema declares for properties that are absent, in the arguments and in the objects
 * they hold. Objects that are absent are not made up to hold defaults. Alternatives (`anyOf`, `oneOf`, `if`) fill in
 * nothing, because which of them applies is not known.
 *
 * @returns the places that were filled, as JSON pointers.
 */
export function fillDefaults(schema: JsonSchema, args: MutableObject): string[] {
  const filled: string[] = [];
  const seen = new Map<object, Set<object>>();
  visit(schema, args, []);
  return filled;

  function visit(node: JsonValue | undefined, value: MutableJson | undefined, path: readonly string[]): void {
    if (!isJsonObject(node) || typeof value !== 'object' || value === null || !firstVisit(node, value)) return;
    if (typeof node['$ref'] === 'string') visit(definition(schema, node['$ref']), value, path);
    if (Array.isArray(node['allOf'])) for (const part of node['allOf']) visit(part, value, path);
    if (Array.isArray(value)) {
      for (const [i, item] of value.entries()) visit(node['items'], item, [...path, String(i)]);
    } else if (isJsonObject(node['properties'])) {
      visitProperties(node['properties'], value, path);
    }
  }

  function visitProperties(properties: JsonObject, value: MutableObject, path: readonly string[]): void {
    for (const [name, property] of Object.entries(properties)) {
      if (!Object.hasOwn(value, name) && isJsonObject(property) && property['default'] !== undefined) {
        const copied = copyArguments({ value: property['default'] });
        if (!copied.ok) continue;
        value[name] = copied.arguments['value'] as MutableJson;
        filled.push(pointerTo([...path, name]));
      }
      if (Object.hasOwn(value, name)) visit(property, value[name], [...path, name]);
    }
  }

  // A pair comes up many times in schemas that refer to each other, exponentially often in those made to.
  function firstVisit(node: object, value: object): boolean {
    const nodes = seen.get(value) ?? new Set();
    if (nodes.has(node)) return false;
    seen.set(value, nodes.add(node));
    return true;
  }
}
