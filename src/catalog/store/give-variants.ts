import type { Sqlite } from '../../base/index.js';
import { variantGroups } from './likeness.js';
import type { ApiReader } from './read-apis.js';

interface Alike {
  readonly id: string;
  readonly description: string;
  readonly variantOf: string | null;
}

/** Notes for every API of the store which others are variants of it. A pure function of what the store holds. */
export function giveVariants(database: Sqlite, read: ApiReader): void {
  database.run("UPDATE api SET variant_of = NULL WHERE variant_of IS NOT NULL AND likeness = ''");
  const rows = database.each(
    `SELECT id, likeness, variant_of FROM api
     WHERE likeness IN (SELECT likeness FROM api WHERE likeness <> '' GROUP BY likeness HAVING count(*) > 1)
       OR variant_of IS NOT NULL
     ORDER BY likeness, id`,
  );
  const wanted = new Map<string, { readonly now: string | null; wanted: string | null }>();
  let likeness = '';
  let alike: Alike[] = [];
  const settle = () => {
    for (const { id, variantOf } of alike) wanted.set(id, { now: variantOf, wanted: null });
    for (const group of variantGroups(alike)) {
      for (const { id } of group) {
        const known = wanted.get(id);
        if (known !== undefined) known.wanted = group[0]?.id ?? null;
      }
    }
    alike = [];
  };
  for (const row of rows) {
    if (row['likeness'] !== likeness) settle();
    likeness = String(row['likeness']);
    const variantOf = row['variant_of'] === null ? null : String(row['variant_of']);
    alike.push({ id: String(row['id']), description: read.content(String(row['id']))?.description ?? '', variantOf });
  }
  settle();
  for (const [id, { now, wanted: next }] of wanted) {
    if (now !== next) database.run('UPDATE api SET variant_of = ? WHERE id = ?', next, id);
  }
}
