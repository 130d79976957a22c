import { createHash } from 'node:crypto';

const longest = 64;
const legal = /^[a-zA-Z0-9_-]{1,64}$/;

export function isLegalName(name: string): boolean {
  return legal.test(name);
}

/**
 * A readable legal name made of the given words, most general first (tool, then API): snake case, at most 64 characters,
 * words that the next part starts with said once (`pet`, `pet get` → `pet_get`). Depends on nothing but its arguments.
 *
 * Example: ('Stripe API', 'createRefund') → `stripe_api_create_refund`.
 */
export function baseName(...parts: readonly string[]): string {
  const words: string[] = [];
  for (const part of parts) {
    const next = snakeWords(part);
    let shared = Math.min(words.length, next.length);
    while (shared > 0 && words.slice(-shared).join('_') !== next.slice(0, shared).join('_')) shared -= 1;
    words.push(...next.slice(shared));
  }
  if (words.length === 0) return 'api';
  // The specific end of a name tells APIs apart, so whole words go from the front when there are too many.
  let from = 0;
  while (from < words.length - 1 && words.slice(from).join('_').length > longest) from += 1;
  const name = words.slice(from).join('_').slice(0, longest);
  return name;
}

/** Lower-case ASCII words of an identifier, path or phrase: camelCase and letters beside digits kept together as `v2`. */
function snakeWords(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(word => word !== '');
}

/**
 * The final name of every API of a store, from its id and wanted name: the wanted name where only one API wants it, and
 * for all that want the same one a suffix made from the id. A pure function of the set, so the order of imports does not
 * matter and an API's name changes only when one that wants the same name comes or goes. Names that differ only in case
 * count as the same.
 *
 * @returns id → name, all distinct, all legal.
 */
export function assignNames(wanted: Iterable<{ readonly id: string; readonly baseName: string }>): Map<string, string> {
  const byName = new Map<string, { id: string; baseName: string }[]>();
  for (const api of wanted) {
    const key = api.baseName.toLowerCase();
    const group = byName.get(key);
    if (group === undefined) byName.set(key, [api]);
    else group.push(api);
  }
  const names = new Map<string, string>();
  const taken = new Set(byName.keys());
  for (const [, group] of [...byName].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [only] = group;
    if (group.length === 1 && only !== undefined) {
      names.set(only.id, only.baseName);
      continue;
    }
    for (const { id, name } of suffixed(group, taken)) {
      names.set(id, name);
      taken.add(name.toLowerCase());
    }
  }
  return names;
}

/** Suffixes of the fewest hexadecimal digits, the same number for the whole group, that leave no two names alike. */
function suffixed(group: readonly { id: string; baseName: string }[], taken: ReadonlySet<string>) {
  for (let digits = 6; digits <= 40; digits += 2) {
    const named = group.map(({ id, baseName: base }) => {
      const hash = createHash('sha256').update(id).digest('hex').slice(0, digits);
      return { id, name: `${base.slice(0, longest - digits - 1)}_${hash}` };
    });
    const distinct = new Set(named.map(({ name }) => name.toLowerCase()));
    if (distinct.size === group.length && ![...distinct].some(name => taken.has(name))) return named;
  }
  throw new Error('ids of one store are distinct, so a suffix of 40 digits must be too');
}
