import { CapuchinError, type Sqlite } from '../../base/index.js';
import { assignNames, longerNames } from '../naming.js';
import type { ApiReader } from './read-apis.js';

/** Gives every API of the store its name. @returns how many that had a name got another. */
export function giveNames(database: Sqlite, read: ApiReader): number {
  const rows = database.all('SELECT id, base_name, name FROM api');
  const times = new Map<string, number>();
  for (const row of rows) {
    const base = String(row['base_name']).toLowerCase();
    times.set(base, (times.get(base) ?? 0) + 1);
  }
  const names = assignNames(
    rows.map(row => {
      const [id, baseName] = [String(row['id']), String(row['base_name'])];
      const isAlone = times.get(baseName.toLowerCase()) === 1;
      return isAlone ? { id, baseName } : { id, baseName, otherNames: otherNames(read, id, baseName) };
    }),
  );
  const differing = rows.filter(row => names.get(String(row['id'])) !== row['name']);
  const named = differing.filter(row => row['name'] !== null);
  // Two APIs may swap names, and names are unique at every moment: take all away before giving any.
  for (const row of named) database.run('UPDATE api SET name = NULL WHERE id = ?', String(row['id']));
  for (const row of differing) {
    const id = String(row['id']);
    const name = names.get(id);
    if (name === undefined) throw new CapuchinError('database-failed', `no name was made for ${id}`);
    database.run('UPDATE api SET name = ? WHERE id = ?', name, id);
  }
  return named.length;
}

function otherNames(read: ApiReader, id: string, baseName: string): readonly string[] {
  const content = read.content(id);
  if (content === undefined) return [];
  return content.otherNames ?? longerNames({ ...content, baseName, key: id.slice(id.indexOf('/') + 1) });
}
