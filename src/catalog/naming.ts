import { createHash } from 'node:crypto';

const longest = 64;
const legal = /^[a-zA-Z0-9_-]{1,64}$/;

export function isLegalName(name: string): boolean {
  return legal.test(name);
}

/**
 * A readable legal name made of the given words, most general first (tool, then API): snake case, at most 64 characters,
 * words that the next part starts with said once (`pet`, `pet get` → `pet_get`). Where there are too many, whole words in
 * the middle go: the first part, the word after it and the end tell most. Depends on nothing but its arguments.
 *
 * Example: ('Stripe API', 'createRefund') → `stripe_api_create_refund`.
 */
export function baseName(...parts: readonly string[]): string {
  const words: string[] = [];
  let head = 0;
  for (const part of parts) {
    const next = snakeWords(part);
    let shared = Math.min(words.length, next.length);
    while (shared > 0 && words.slice(-shared).join('_') !== next.slice(0, shared).join('_')) shared -= 1;
    words.push(...next.slice(shared));
    if (head === 0) head = words.length;
  }
  return words.length === 0 ? 'api' : shortened(words, head, longest);
}

/** Longest beginning that is kept of a name that is too long. */
const longestHead = 32;

/** The words as a name of at most `most` characters: words after the first `head` and the next one go first, then those too. */
function shortened(words: readonly string[], head: number, most: number): string {
  // The next word is the verb of `replaceNamespacedPod`, or the root of a path.
  const kept = [head + 1, head].find(
    count => count < words.length && words.slice(0, count).join('_').length <= longestHead,
  );
  const first = kept === undefined ? [] : [words.slice(0, kept).join('_')];
  let rest = words.slice(kept ?? 0);
  const whole = () => [...first, ...rest].join('_');
  while (rest.length > 1 && whole().length > most) rest = rest.slice(1);
  return whole().slice(0, most);
}

/** Lower-case ASCII words of an identifier, path or phrase: camelCase and letters beside digits kept together as `v2`. */
function snakeWords(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]{2,})s(?![a-z])/g, (_plural, letters: string) => `${letters.toLowerCase()}s_`)
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(word => word !== '');
}

/** Longer names for an API whose wanted name others want, too: with who offers it, and with its place in its source. */
export function longerNames({
  baseName: base,
  provider,
  tool,
  key,
}: Readonly<Record<'baseName' | 'provider' | 'tool' | 'key', string>>): readonly string[] {
  return [baseName(provider, base), baseName(tool, key), baseName(provider, tool, key)];
}

/** An API as far as its name is concerned. */
export interface WantedName {
  readonly id: string;
  readonly baseName: string;
  /** Longer names, tried in this order. */
  readonly otherNames?: readonly string[];
}

/**
 * The final name of every API of a store: the wanted name where only one API wants it; otherwise, for all that want the
 * same, the first of their other names that no other API wants; otherwise a suffix made from the id. A pure function of
 * the set, so the order of imports does not matter and an API's name changes only when one that wants the same name
 * comes or goes. Names that differ only in case count as the same.
 *
 * @returns id → name, all distinct, all legal.
 */
export function assignNames(wanted: Iterable<WantedName>): Map<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  let left: readonly WantedName[] = [...wanted];
  for (let round = 0; left.length > 0; round += 1) {
    const byName = groupedBy(left, api => candidate(api, round));
    const before = new Set(taken); // whoever wants a name in the same round has the same right to it
    for (const name of byName.keys()) if (name !== undefined) taken.add(name);
    const unnamed = [...byName].flatMap(([name, group]) => {
      const [only] = group;
      if (name === undefined || group.length > 1 || only === undefined || before.has(name)) return group;
      names.set(only.id, candidateOf(only, round) ?? only.baseName);
      return [];
    });
    left = unnamed;
    if (!left.some(api => candidateOf(api, round + 1) !== undefined)) break;
  }
  const inOrder = [...groupedBy(left, ({ baseName: base }) => base.toLowerCase())].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [, group] of inOrder) {
    for (const { id, name } of suffixed(group, taken)) {
      names.set(id, name);
      taken.add(name.toLowerCase());
    }
  }
  return names;
}

function candidateOf({ baseName: base, otherNames = [] }: WantedName, round: number): string | undefined {
  return round === 0 ? base : otherNames[round - 1];
}

function candidate(api: WantedName, round: number): string | undefined {
  return candidateOf(api, round)?.toLowerCase();
}

function groupedBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** Suffixes of the fewest hexadecimal digits, the same number for the whole group, that leave no two names alike. */
function suffixed(group: readonly WantedName[], taken: ReadonlySet<string>) {
  for (let digits = 6; digits <= 40; digits += 2) {
    const named = group.map(({ id, baseName: base }) => {
      const hash = createHash('sha256').update(id).digest('hex').slice(0, digits);
      return { id, name: `${shortened(base.split('_'), 1, longest - digits - 1)}_${hash}` };
    });
    const distinct = new Set(named.map(({ name }) => name.toLowerCase()));
    if (distinct.size === group.length && ![...distinct].some(name => taken.has(name))) return named;
  }
  throw new Error('ids of one store are distinct, so a suffix of 40 digits must be too');
}
