import type { Sqlite } from '../../base/index.js';
import { nearlySame } from './likeness.js';
import type { ApiReader } from './read-apis.js';

interface Alike {
  readonly id: string;
  readonly said: string;
  readonly variantOf: string | null;
}

/** Notes for every API of the store which others are variants of it. A pure function of what the store holds. */
export function giveVariants(database: Sqlite, read: ApiReader): void {
  const rows = database.each(
    `SELECT id, likeness, said, variant_of FROM api
     WHERE likeness IN (SELECT likeness FROM api WHERE likeness <> '' GROUP BY likeness HAVING count(*) > 1)
       OR variant_of IS NOT NULL
     ORDER BY likeness, id`,
  );
  const changes: { readonly id: string; readonly variantOf: string | null }[] = [];
  let likeness = '';
  let alike: Alike[] = [];
  const settle = () => {
    for (const group of groupsOf(alike, read)) {
      const first = group.length > 1 ? (group[0]?.id ?? null) : null;
      for (const { id, variantOf } of group) if (variantOf !== first) changes.push({ id, variantOf: first });
    }
    alike = [];
  };
  for (const row of rows) {
    if (row['likeness'] !== likeness) settle();
    likeness = String(row['likeness']);
    const variantOf = row['variant_of'] === null ? null : String(row['variant_of']);
    alike.push({ id: String(row['id']), said: String(row['said']), variantOf });
  }
  settle();
  for (const { id, variantOf } of changes) database.run('UPDATE api SET variant_of = ? WHERE id = ?', variantOf, id);
}

/** Descriptions are compared only where they are not the same already, one for all that say it. */
function groupsOf(alike: readonly Alike[], read: ApiReader): readonly (readonly Alike[])[] {
  const bySaid = new Map<string, Alike[]>();
  for (const api of alike) {
    const same = bySaid.get(api.said);
    if (same === undefined) bySaid.set(api.said, [api]);
    else same.push(api);
  }
  const alone = [...bySaid.values()];
  if (alone.length < 2) return alone;
  const texts = alone.map(members => ({ members, text: read.content(members[0]?.id ?? '')?.description ?? '' }));
  return nearlySame(texts).map(group => group.flatMap(({ members }) => members).sort((a, b) => (a.id < b.id ? -1 : 1)));
}
