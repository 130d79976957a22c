import { CapuchinError, didYouMean, matchesGlob, UnknownName } from '../base/index.js';
import type { Api, Effect, EffectRule, Store } from '../catalog/index.js';

export interface EffectCounts extends Readonly<Record<Effect, number>> {
  readonly collection: string;
  /** Rules of the user's own. */
  readonly rules: number;
}

const effects: readonly Effect[] = ['read', 'reversible', 'irreversible'];

/** Counts of every collection, by name. */
export function countEffects(store: Store): readonly EffectCounts[] {
  return store.collections().map(({ name }) => {
    const counts = { read: 0, reversible: 0, irreversible: 0 };
    for (const { effect } of store.outlines(name)) counts[effect] += 1;
    return { collection: name, ...counts, rules: store.effectRules(name).length };
  });
}

/** Every rule with its collection, in the order they are tried. */
export function allRules(store: Store): readonly (EffectRule & { readonly collection: string })[] {
  return store
    .collections()
    .flatMap(({ name }) => store.effectRules(name).map(rule => ({ collection: name, ...rule })));
}

/**
 * Makes a rule that goes before those there are; gives how many APIs it matches. Throws `not-found` when there is none,
 * and `no-undo` for `reversible` where no way is known to take the calls back.
 */
export function setEffect(store: Store, collection: string, pattern: string, effect: string): number {
  const wanted = effects.find(each => each === effect);
  if (wanted === undefined) throw new UnknownName('effect', effect, effects);
  checkCollection(store, collection);
  const matching = [...store.outlines(collection)].filter(api => matches(pattern, api));
  if (matching.length === 0) throw new CapuchinError('not-found', `no API of ${collection} matches "${pattern}"`);
  const without = wanted === 'reversible' ? matching.filter(({ undo }) => undo === undefined) : [];
  if (without.length > 0) {
    const some = without.slice(0, 3).map(({ name }) => name);
    const names = without.length > 3 ? `${some.join(', ')} and ${without.length - 3} more` : some.join(', ');
    throw new CapuchinError('no-undo', `no way is known to take back ${names}, so they cannot be called reversible`);
  }
  const others = store.effectRules(collection).filter(rule => rule.pattern !== pattern);
  store.setEffectRules(collection, [{ pattern, effect: wanted }, ...others]);
  return matching.length;
}

/** Throws `not-found` when there is no such rule. */
export function unsetEffect(store: Store, collection: string, pattern: string): void {
  checkCollection(store, collection);
  const rules = store.effectRules(collection);
  const others = rules.filter(rule => rule.pattern !== pattern);
  if (others.length === rules.length) {
    const patterns = rules.map(rule => rule.pattern);
    const hint = didYouMean(pattern, patterns);
    throw new CapuchinError('not-found', `${collection} has no rule for "${pattern}"${hint}`);
  }
  store.setEffectRules(collection, others);
}

function matches(pattern: string, { id, name, collection }: Api): boolean {
  return matchesGlob(pattern, name) || matchesGlob(pattern, id.slice(collection.length + 1));
}

function checkCollection(store: Store, collection: string): void {
  if (store.collection(collection) !== undefined) return;
  const known = store.collections().map(({ name }) => name);
  const hint = didYouMean(collection, known);
  throw new CapuchinError('not-found', `no collection named "${collection}"${hint}; there are: ${known.join(', ')}`);
}
