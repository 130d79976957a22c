import { isJsonObject, type JsonObject, type JsonValue } from '../../base/index.js';

/** Arguments as we may change them while fitting them to a schema. */
export interface MutableObject {
  [key: string]: MutableJson;
}
export type MutableJson = Exclude<JsonValue, JsonObject | readonly JsonValue[]> | MutableObject | MutableJson[];

export type CopiedArguments =
  | { readonly ok: true; readonly arguments: MutableObject }
  | { readonly ok: false; readonly problem: string };

const maxDepth = 64;
const maxValues = 100_000;
const maxCharacters = 4_000_000;

/**
 * A deep copy of untrusted arguments, or why they are refused: not an object, nested deeper than 64 levels, more than
 * 100,000 values or 4,000,000 characters, or a member named `__proto__`, which could change objects it is copied to.
 * Members that are `undefined` are left out.
 */
export function copyArguments(given: unknown): CopiedArguments {
  if (!isJsonObject(given)) return { ok: false, problem: 'arguments must be an object' };
  const spent = { values: 0, characters: 0 };
  try {
    return { ok: true, arguments: copyObject(given, 1, spent) };
  } catch (thrown) {
    if (thrown instanceof Refusal) return { ok: false, problem: thrown.message };
    throw thrown;
  }
}

class Refusal extends Error {}

interface Spent {
  values: number;
  characters: number;
}

function copyValue(value: JsonValue, depth: number, spent: Spent): MutableJson {
  spent.values += 1;
  if (spent.values > maxValues) throw new Refusal(`arguments hold more than ${maxValues} values`);
  if (typeof value === 'string') countCharacters(value, spent);
  if (Array.isArray(value)) {
    checkDepth(depth);
    return value.map((item: JsonValue) => copyValue(item, depth + 1, spent));
  }
  return isJsonObject(value) ? copyObject(value, depth, spent) : (value as MutableJson);
}

function copyObject(value: JsonObject, depth: number, spent: Spent): MutableObject {
  checkDepth(depth);
  const copy: MutableObject = {};
  for (const key of Object.keys(value)) {
    if (key === '__proto__') throw new Refusal('the name "__proto__" is not allowed');
    countCharacters(key, spent);
    const member = value[key];
    if (member !== undefined) copy[key] = copyValue(member, depth + 1, spent);
  }
  return copy;
}

function checkDepth(depth: number): void {
  if (depth > maxDepth) throw new Refusal(`arguments nest deeper than ${maxDepth} levels`);
}

function countCharacters(text: string, spent: Spent): void {
  spent.characters += text.length;
  if (spent.characters > maxCharacters) throw new Refusal(`arguments hold more than ${maxCharacters} characters`);
}
