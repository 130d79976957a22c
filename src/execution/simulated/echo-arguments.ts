import { isJsonObject, type JsonObject, type JsonValue } from '../../base/index.js';

/**
 * A made-up reply in which fields that are named like an argument have its value, as replies of real APIs do: `{ city:
 * "Oslo" }` asked for comes back in the field `city`. Only where the field is of the argument's type, and only at the
 * least depth where the name occurs, so that an `id` asked for does not become the id of everything in a list. Spelling
 * (`userId`, `user_id`) does not matter.
 *
 * With `before`, the arguments that the reply answered until now, only fields that had their value are changed.
 */
export function echoArguments(reply: JsonValue, args: JsonObject, before?: JsonObject): JsonValue {
  const answered = before && new Map(Object.entries(before).map(([name, value]) => [spelt(name), value]));
  const fits = (name: string, value: JsonValue, asked: JsonValue | undefined): asked is JsonValue =>
    asked !== undefined && typeof value === typeof asked && (answered === undefined || answered.get(name) === value);
  const wanted = new Map<string, JsonValue>();
  for (const [name, value] of Object.entries(args)) if (typeof value !== 'object') wanted.set(spelt(name), value);
  const depths = new Map<string, number>();
  visit(reply, 0, (name, value, depth) => {
    if (fits(name, value, wanted.get(name))) depths.set(name, Math.min(depth, depths.get(name) ?? depth));
  });
  return depths.size === 0 ? reply : echoed(reply, 0);

  function echoed(value: JsonValue, depth: number): JsonValue {
    if (Array.isArray(value)) return value.map(item => echoed(item, depth));
    if (!isJsonObject(value)) return value;
    const members = Object.entries(value).map(([name, member]) => {
      const asked = wanted.get(spelt(name));
      const echoes = depths.get(spelt(name)) === depth && fits(spelt(name), member, asked);
      return [name, echoes ? asked : echoed(member, depth + 1)] as const;
    });
    return Object.fromEntries(members);
  }
}

/** Items are no deeper than the list they are in. */
function visit(value: JsonValue, depth: number, see: (name: string, value: JsonValue, depth: number) => void): void {
  if (Array.isArray(value)) for (const item of value) visit(item, depth, see);
  else if (isJsonObject(value)) {
    for (const [name, member] of Object.entries(value)) {
      see(spelt(name), member, depth);
      visit(member, depth + 1, see);
    }
  }
}

function spelt(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
