import type { Random } from '../../base/index.js';

export interface Fold<Item> {
  readonly train: readonly Item[];
  readonly test: readonly Item[];
}

/**
 * Splits for cross-validation by group: what is tested needs only groups that nothing trained on needs. Groups are dealt
 * out at random; an item whose groups lie in several folds is trained on where none of them is tested, and never tested.
 */
export function heldOutFolds<Item>(
  items: readonly Item[],
  groupsOf: (item: Item) => Iterable<string>,
  count: number,
  random: Random,
): Fold<Item>[] {
  const groups = [...new Set(items.flatMap(item => [...groupsOf(item)]))].sort();
  const foldOf = new Map(random.shuffle(groups).map((group, i) => [group, i % count]));
  const foldsOf = items.map(item => new Set([...groupsOf(item)].map(group => foldOf.get(group))));
  return Array.from({ length: count }, (_, fold) => ({
    train: items.filter((_, i) => !foldsOf[i]?.has(fold)),
    test: items.filter((_, i) => foldsOf[i]?.size === 1 && foldsOf[i].has(fold)),
  }));
}
