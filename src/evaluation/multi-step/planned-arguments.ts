import { isJsonObject, type JsonObject, type JsonValue } from '../../base/index.js';

/**
 * A call of a plan. Where an argument comes from an earlier call, `{"from": 0, "path": "/days"}` stands for the value at
 * that JSON Pointer (RFC 6901) of what call 0 gave, and `{"join": [{"from": 0, "path": ""}, " * 24"]}` for a text put
 * together of such values and others.
 */
export interface PlanCall {
  readonly function: string;
  readonly arguments: JsonObject;
}

/** What an earlier call gave. */
export interface Reference {
  readonly from: number;
  readonly path: string;
}

/** The arguments with every reference replaced by what `lookUp` gives for it. */
export function resolveArguments(args: JsonObject, lookUp: (reference: Reference) => JsonValue): JsonObject {
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, resolved(value, lookUp)]));
}

/** The references in a call's arguments, in their order. */
export function referencesIn({ arguments: args }: PlanCall): readonly Reference[] {
  const found: Reference[] = [];
  resolveArguments(args, reference => {
    found.push(reference);
    return null;
  });
  return found;
}

function resolved(value: JsonValue, lookUp: (reference: Reference) => JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(each => resolved(each, lookUp));
  if (!isJsonObject(value)) return value;
  const { from, path, join } = value;
  if (typeof from === 'number' && typeof path === 'string') return lookUp({ from, path });
  if (Array.isArray(join)) return join.map(each => written(resolved(each, lookUp))).join('');
  return resolveArguments(value, lookUp);
}

/** As it stands in a text. */
function written(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What is at a JSON Pointer; undefined where nothing is. */
export function valueAt(value: JsonValue, path: string): JsonValue | undefined {
  let at: JsonValue | undefined = value;
  for (const step of path.split('/').slice(1)) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return undefined;
    at = (at as Readonly<Record<string, JsonValue>>)[name];
  }
  return at;
}

/** A reply as a reader takes it: an object or a list where it is one, else text. */
export function valueOfBody(body: string): JsonValue {
  if (!/^\s*[[{]/.test(body)) return body;
  try {
    return JSON.parse(body) as JsonValue;
  } catch {
    return body; // text that only begins like JSON
  }
}

/** Numbers where the schema wants numbers, and text where it wants text: what a reader of a schema writes. */
export function fittedTo(parameters: JsonObject, args: JsonObject): JsonObject {
  const properties = isJsonObject(parameters['properties']) ? parameters['properties'] : {};
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => {
      const schema = Object.hasOwn(properties, name) ? properties[name] : undefined;
      return [name, fitted(value, isJsonObject(schema) ? schema['type'] : undefined)];
    }),
  );
}

function fitted(value: JsonValue, type: JsonValue | undefined): JsonValue {
  if (type === 'string') return written(value);
  const isNumeric = typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value));
  return isNumeric && (type === 'number' || type === 'integer') ? Number(value) : value;
}
