import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from '../../../base/index.js';
import { type Callable, membersOf, referred } from '../../../catalog/index.js';
import { offeredText, type WrittenCall } from '../../../models/index.js';

/**
 * Whether a call can be written by somebody who has read the signatures: long ones leave out optional parameters, deep
 * members and values of long enumerations, and what is not shown cannot be asked of a reader.
 */
export function shownCalls(functions: readonly Callable[]): (call: WrittenCall) => boolean {
  const lines = offeredText(functions).split('\n');
  const byName = new Map(functions.map((each, place) => [each.name, { each, line: lines[place] ?? '' }]));
  return ({ name, arguments: args }) => {
    const found = byName.get(name);
    return found !== undefined && areShown(args, found.each.parameters, found.each.parameters, found.line);
  };
}

function areShown(args: JsonObject, schema: JsonSchema, root: JsonSchema, line: string): boolean {
  const { properties } = membersOf(schema, root);
  return Object.entries(args).every(([name, value]) => {
    const property = properties[name];
    // Members that no schema declares cannot be shown; those who write them make up their names.
    if (!isJsonObject(property)) return Object.keys(properties).length === 0;
    const type = typeShown(name, line);
    return type !== undefined && isValueShown(value, property, root, line, type);
  });
}

function isValueShown(value: JsonValue, schema: JsonSchema, root: JsonSchema, line: string, type: string): boolean {
  const whole = referred(schema, root);
  if (Array.isArray(value)) {
    const items = isJsonObject(whole['items']) ? whole['items'] : {};
    return value.every(item => isValueShown(item, items, root, line, type));
  }
  if (isJsonObject(value)) return areShown(value, whole, root, line);
  if (typeof value !== 'string' || !Array.isArray(whole['enum'])) return true;
  const [, values = ''] = /^\w+(?:\[\])*=\[(.*?)\](?=[ ,)}[]|$)/.exec(type) ?? [];
  const shown = values.split('|');
  return shown.includes(value) || shown.includes(JSON.stringify(value));
}

/** What follows a parameter's name. */
function typeShown(name: string, line: string): string | undefined {
  const printed = [name, JSON.stringify(name)].map(each => each.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  const found = new RegExp(`[({,] ?(?:${printed})\\??: `).exec(line);
  return found === null ? undefined : line.slice(found.index + found[0].length);
}
