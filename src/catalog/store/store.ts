import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { openSqlite, type Sqlite, type SqlRow } from '../../base/index.js';
import type { Api, ApiDraft, Collection } from '../api.js';
import type { ImportItem } from '../importer.js';
import { type CollectionSource, giveNames, type ImportReport, importCollection } from './import-collection.js';
import { migrations } from './migrations.js';

/** Everything that can be called, in one SQLite file: many readers, one writer at a time. */
export interface Store {
  /** In name order. */
  collections(): Collection[];
  collection(name: string): Collection | undefined;
  /** The APIs of a collection in id order, read as they are asked for. */
  apis(collection: string): IterableIterator<Api>;
  /** In the order of `ids`; ids that are not there are left out. */
  get(ids: readonly string[]): Api[];
  /** By the name shown to models, exactly. */
  named(name: string): Api | undefined;
  /** Every name, in name order. */
  names(): string[];
  /**
   * Replaces what the collection holds by `items`, at once when the last item has been read: until then, and when
   * reading fails or is aborted, readers see what was there before. Importing the same items again changes nothing.
   */
  import(collection: CollectionSource, items: AsyncIterable<ImportItem>, signal?: AbortSignal): Promise<ImportReport>;
  /** False when there is no such collection. */
  remove(collection: string): boolean;
  close(): void;
}

export interface StoreOptions {
  readonly readOnly?: boolean;
  /** Milliseconds since the epoch; dates imports. */
  readonly now?: () => number;
}

/** Opens the store, creating it when it is not there (unless `readOnly`). Throws `database-failed`, `database-newer`. */
export function openStore(path: string, options: StoreOptions = {}): Store {
  const { readOnly = false, now = Date.now } = options;
  if (!readOnly) mkdirSync(dirname(path), { recursive: true });
  const database = openSqlite(path, { readOnly, migrations });

  return {
    collections: () => database.all('SELECT * FROM collection ORDER BY name').map(collectionOf),
    collection: name => optional(database.get('SELECT * FROM collection WHERE name = ?', name), collectionOf),
    *apis(collection) {
      for (const row of database.each('SELECT * FROM api WHERE collection = ? ORDER BY id', collection))
        yield apiOf(row);
    },
    get: ids =>
      ids.flatMap(id => {
        const row = database.get('SELECT * FROM api WHERE id = ?', id);
        return row === undefined ? [] : [apiOf(row)];
      }),
    named: name => optional(database.get('SELECT * FROM api WHERE name = ?', name), apiOf),
    names: () => database.all('SELECT name FROM api ORDER BY name').map(row => String(row['name'])),
    import: (collection, items, signal) => importCollection(database, collection, items, now, signal),
    remove: name => removeCollection(database, name),
    close: () => database.close(),
  };
}

function removeCollection(database: Sqlite, name: string): boolean {
  return database.transaction(() => {
    database.run('DELETE FROM api WHERE collection = ?', name);
    giveNames(database);
    return database.run('DELETE FROM collection WHERE name = ?', name) > 0;
  });
}

function optional<T>(row: SqlRow | undefined, make: (row: SqlRow) => T): T | undefined {
  return row === undefined ? undefined : make(row);
}

function collectionOf(row: SqlRow): Collection {
  return {
    name: String(row['name']),
    importer: String(row['importer']),
    source: String(row['source']),
    importedAt: String(row['imported_at']),
    apiCount: Number(row['api_count']),
    fingerprint: String(row['fingerprint']),
  };
}

function apiOf(row: SqlRow): Api {
  const { key: _key, baseName: _baseName, ...draft } = JSON.parse(String(row['content'])) as ApiDraft;
  return { ...draft, id: String(row['id']), name: String(row['name']), collection: String(row['collection']) };
}
