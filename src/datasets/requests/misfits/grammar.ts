import type { Random } from '../../../base/index.js';

/** Name → what it can be; `{name}` inside stands for one of that name's. */
export type Grammar = Readonly<Record<string, readonly string[]>>;

/**
 * One sentence of the grammar, chosen evenly at each name, beginning with a capital. What is chosen for a name is not
 * chosen for it again in the same sentence while there is something else. Throws when there is no such name.
 */
export function sentenceOf(grammar: Grammar, name: string, random: Random): string {
  const used = new Set<string>();
  const expand = (of: string): string => {
    const all = grammar[of] ?? [];
    const left = all.filter(each => !used.has(`${of} ${each}`));
    const chosen = random.pick(left.length > 0 ? left : all);
    used.add(`${of} ${chosen}`);
    return chosen.replace(/\{([\w-]+)\}/g, (_slot, inner: string) => expand(inner));
  };
  const said = expand(name);
  return (said[0]?.toUpperCase() ?? '') + said.slice(1);
}
