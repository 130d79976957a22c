import { isJsonObject, type JsonObject, type JsonValue } from '../../base/index.js';

/**
 * A made-up reply in which fields that are named like an argument have its value, as replies of real APIs do: `{ city:
 * "Oslo" }` asked for comes back in the field `city`. Only where the field is of the argument's type, and only at the
 * least depth where the name occurs, so that an `id` asked for does not become the id of everything in a list. Spelling
 * (`userId`, `user_id`) does not matter.
 */
export function echoArguments(reply: JsonValue, args: JsonObject): JsonValue {
  const wanted = new Map<string, JsonValue>();
  for (const [name, value] of Object.entries(args)) if (typeof value !== 'object') wanted.set(spelt(name), value);
  const depths = new Map<string, number>();
  visit(reply, 0, (name, value, depth) => {
    const asked = wanted.get(name);
    if (typeof value === typeof asked) depths.set(name, Math.min(depth, depths.get(name) ?? depth));
  });
  return depths.size === 0 ? reply : echoed(reply, 0);

  function echoed(value: JsonValue, depth: number): JsonValue {
    if (Array.isArray(value)) return value.map(item => echoed(item, depth));
    if (!isJsonObject(value)) return value;
    const members = Object.entries(value).map(([name, member]) => {
      const asked = wanted.get(spelt(name));
      const echoes = depths.get(spelt(name)) === depth && asked !== undefined && typeof asked === typeof member;
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
