import { createHash } from 'node:crypto';
import { CapuchinError, type Sqlite, sha256 } from '../../base/index.js';
import type { ApiDraft, Collection, SourcePointer } from '../api.js';
import { checkCollectionName } from '../collection-name.js';
import type { ImportItem } from '../importer.js';
import { assignNames, isLegalName } from '../naming.js';

/** What is imported, from where and by which importer. */
export interface CollectionSource {
  readonly name: string;
  readonly importer: string;
  readonly source: string;
}

export interface ImportReport {
  readonly collection: Collection;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly removed: number;
  /** APIs of any collection whose name changed because another now wants, or no longer wants, the same. */
  readonly renamed: number;
  readonly refused: readonly Refusal[];
  readonly warnings: readonly { readonly source: SourcePointer; readonly message: string }[];
}

export interface Refusal {
  readonly source: SourcePointer;
  readonly reason: string;
}

/** See `Store.import`. Drafts wait in a temporary table, so memory does not grow with their number. */
export async function importCollection(
  database: Sqlite,
  source: CollectionSource,
  items: AsyncIterable<ImportItem>,
  now: () => number,
  signal?: AbortSignal,
): Promise<ImportReport> {
  checkCollectionName(source.name);
  database.run(stagedTable);
  database.run('DELETE FROM staged');
  const refused: Refusal[] = [];
  const warnings: { source: SourcePointer; message: string }[] = [];
  let batch: ApiDraft[] = [];

  const flush = () => {
    refused.push(...stage(database, source.name, batch));
    batch = [];
  };
  for await (const item of items) {
    signal?.throwIfAborted();
    if (item.kind === 'refused') refused.push({ source: item.source, reason: item.reason });
    else if (item.kind === 'warning') warnings.push({ source: item.source, message: item.message });
    else if (item.kind === 'api') batch.push(item.draft);
    if (batch.length === 1_000) flush();
  }
  flush();
  signal?.throwIfAborted();

  const counts = database.transaction(() => publish(database, source, now));
  database.run('DELETE FROM staged');
  return { ...counts, refused, warnings };
}

const stagedTable = `CREATE TEMP TABLE IF NOT EXISTS staged (
  id TEXT PRIMARY KEY, base_name TEXT NOT NULL, content_hash TEXT NOT NULL, content TEXT NOT NULL)`;

/** Writes a batch to the temporary table; gives the drafts that cannot be kept. */
function stage(database: Sqlite, collection: string, drafts: readonly ApiDraft[]): Refusal[] {
  const refused: Refusal[] = [];
  database.transaction(() => {
    for (const draft of drafts) {
      // Not canonical: the order of properties is the order models see them in.
      const content = JSON.stringify(draft);
      if (!isLegalName(draft.baseName)) {
        refused.push({ source: draft.source, reason: `"${draft.baseName}" is not a legal name` });
        continue;
      }
      const isNew = database.run(
        'INSERT OR IGNORE INTO staged VALUES (?, ?, ?, ?)',
        `${collection}/${draft.key}`,
        draft.baseName,
        contentHash(draft),
        content,
      );
      if (isNew === 0) refused.push({ source: draft.source, reason: `the key "${draft.key}" is there already` });
    }
  });
  return refused;
}

/** Makes what is staged the collection's content and gives every API of the store its name. */
function publish(database: Sqlite, source: CollectionSource, now: () => number) {
  const { name, importer } = source;
  const count = (sql: string, ...values: string[]) => Number(database.get(sql, ...values)?.['n']);
  const unchanged = count(
    'SELECT count(*) AS n FROM staged JOIN api USING (id) WHERE api.content_hash = staged.content_hash',
  );
  const changed = count('SELECT count(*) AS n FROM staged JOIN api USING (id)') - unchanged;
  const apiCount = count('SELECT count(*) AS n FROM staged');

  const removed = database.run('DELETE FROM api WHERE collection = ? AND id NOT IN (SELECT id FROM staged)', name);
  database.run(
    `INSERT INTO api (id, collection, base_name, content_hash, content)
       SELECT id, ?, base_name, content_hash, content FROM staged WHERE true
       ON CONFLICT (id) DO UPDATE SET base_name = excluded.base_name, content_hash = excluded.content_hash,
         content = excluded.content WHERE content <> excluded.content`,
    name,
  );
  const renamed = giveNames(database);

  const fingerprint = contentFingerprint(database, name);
  const before = database.get('SELECT imported_at, fingerprint, importer, source FROM collection WHERE name = ?', name);
  const same = before?.['fingerprint'] === fingerprint && before['importer'] === importer;
  // An import that changes nothing leaves the row as it was, date included.
  const importedAt = same ? String(before['imported_at']) : new Date(now()).toISOString();
  database.run(
    'INSERT OR REPLACE INTO collection VALUES (?, ?, ?, ?, ?, ?)',
    name,
    importer,
    source.source,
    importedAt,
    apiCount,
    fingerprint,
  );
  const collection: Collection = { name, importer, source: source.source, importedAt, apiCount, fingerprint };
  return { collection, added: apiCount - changed - unchanged, changed, unchanged, removed, renamed };
}

/** @returns how many APIs that had a name got another. */
export function giveNames(database: Sqlite): number {
  const rows = database.all('SELECT id, base_name, name FROM api');
  const names = assignNames(rows.map(row => ({ id: String(row['id']), baseName: String(row['base_name']) })));
  const differing = rows.filter(row => names.get(String(row['id'])) !== row['name']);
  // Two APIs may swap names, and names are unique at every moment: take all away before giving any.
  for (const row of differing) database.run('UPDATE api SET name = NULL WHERE id = ?', String(row['id']));
  for (const row of differing) {
    const id = String(row['id']);
    const name = names.get(id);
    if (name === undefined) throw new CapuchinError('database-failed', `no name was made for ${id}`);
    database.run('UPDATE api SET name = ? WHERE id = ?', name, id);
  }
  return differing.filter(row => row['name'] !== null).length;
}

function contentFingerprint(database: Sqlite, collection: string): string {
  const rows = database.each('SELECT id, content_hash FROM api WHERE collection = ? ORDER BY id', collection);
  return hashRows(rows, row => [String(row['id']), String(row['content_hash'])]);
}

/** The fingerprint a collection of exactly these APIs has. */
export function draftsFingerprint(collection: string, drafts: readonly ApiDraft[]): string {
  const rows = drafts.map(draft => [`${collection}/${draft.key}`, contentHash(draft)] as const);
  // As SQLite orders text: by its UTF-8 bytes.
  rows.sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return hashRows(rows, row => row);
}

/** Where an API stands in its source is not part of what it is: lines move when others come and go. */
function contentHash({ source: _source, ...content }: ApiDraft): string {
  return sha256(JSON.stringify(content));
}

function hashRows<T>(rows: Iterable<T>, read: (row: T) => readonly [id: string, contentHash: string]): string {
  const hash = createHash('sha256');
  for (const row of rows) hash.update(`${read(row).join(' ')}\n`);
  return hash.digest('hex');
}
