import { CapuchinError, type Sqlite } from '../../base/index.js';
import { assignNames } from '../naming.js';

/** Gives every API of the store its name. @returns how many that had a name got another. */
export function giveNames(database: Sqlite): number {
  const rows = database.all('SELECT id, base_name, other_names, name FROM api');
  const names = assignNames(
    rows.map(row => ({
      id: String(row['id']),
      baseName: String(row['base_name']),
      otherNames: String(row['other_names'])
        .split(' ')
        .filter(name => name !== ''),
    })),
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
