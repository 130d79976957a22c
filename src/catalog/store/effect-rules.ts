import { matchesGlob, type Sqlite } from '../../base/index.js';
import type { Effect } from '../api.js';

/** What the user says the calls of some APIs of a collection do, whatever was derived from their source. */
export interface EffectRule {
  /** Matches an API's name, or its id without the collection; may hold `*` and `?`. */
  readonly pattern: string;
  readonly effect: Effect;
}

/** In order; the first that matches decides. */
export function readEffectRules(database: Sqlite, collection: string): readonly EffectRule[] {
  const rows = database.all('SELECT pattern, effect FROM effect_rule WHERE collection = ? ORDER BY place', collection);
  return rows.map(row => ({ pattern: String(row['pattern']), effect: String(row['effect']) as Effect }));
}

export function writeEffectRules(database: Sqlite, collection: string, rules: readonly EffectRule[]): void {
  database.transaction(() => {
    database.run('DELETE FROM effect_rule WHERE collection = ?', collection);
    for (const [place, { pattern, effect }] of rules.entries()) {
      database.run('INSERT INTO effect_rule VALUES (?, ?, ?, ?)', collection, place, pattern, effect);
    }
  });
}

/** What the rules make of an API's effect; undefined where none matches. */
export function ruledEffect(
  rules: readonly EffectRule[],
  api: { readonly id: string; readonly name: string; readonly collection: string },
): Effect | undefined {
  const key = api.id.slice(api.collection.length + 1);
  return rules.find(({ pattern }) => matchesGlob(pattern, api.name) || matchesGlob(pattern, key))?.effect;
}
