import type { Random } from '../../base/index.js';

/**
 * `count` of the items in their order, all when there are no more: one drawn from each of `count` equal stretches, as
 * files often have their easy rows first.
 */
export function chooseEvenly<T>(items: readonly T[], count: number | undefined, random: Random): readonly T[] {
  if (count === undefined || count >= items.length) return items;
  return Array.from({ length: count }, (_, stretch) => {
    const start = Math.floor((stretch * items.length) / count);
    const end = Math.floor(((stretch + 1) * items.length) / count);
    return items[start + random.integer(end - start)] as T;
  });
}
