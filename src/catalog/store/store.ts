import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { openSqlite, type Sqlite, type SqlRow } from '../../base/index.js';
import type { Api, Collection } from '../api.js';
import type { ImportItem } from '../importer.js';
import { type ApiGroup, readGroups } from './api-groups.js';
import { documentFingerprints } from './document-fingerprints.js';
import { type EffectRule, readEffectRules, writeEffectRules } from './effect-rules.js';
import { giveNames } from './give-names.js';
import { giveVariants } from './give-variants.js';
import { documentHashes, importCollection, removeDocument } from './import-collection.js';
import type { CollectionSource, ImportReport } from './import-report.js';
import { migrations } from './migrations.js';
import { type ApiReader, type Completeness, readApis } from './read-apis.js';

/** Everything that can be called, in one SQLite file: many readers, one writer at a time. */
export interface Store {
  /** In name order. */
  collections(): Collection[];
  collection(name: string): Collection | undefined;
  /** The APIs of a collection in id order, read as they are asked for. */
  apis(collection: string): IterableIterator<Api>;
  /**
   * As `apis`, and many times faster: definitions that documents share are not brought in, so a `$ref` may lead nowhere.
   * For what needs texts and top-level arguments, not whole schemas.
   */
  outlines(collection: string): IterableIterator<Api>;
  /** The outlines of one document of a collection's source, in any order. */
  outlinesOf(collection: string, document: string): readonly Api[];
  /** In the order of `ids`; ids that are not there are left out. Outlines are as those of `outlines`. */
  get(ids: readonly string[], completeness?: Completeness): Api[];
  /** By the name shown to models, exactly. */
  named(name: string): Api | undefined;
  /** Who and what the APIs of each document are of, read quickly; see `ApiGroup`. */
  groups(): ApiGroup[];
  /** Of the APIs of a collection, in order. */
  ids(collection: string): string[];
  /** Every name, in name order. */
  names(): string[];
  /** Ids of the APIs that say nearly the same of the same path and operation, this one among them, in order; empty for one alone. */
  variants(id: string): string[];
  /**
   * Replaces what the collection holds by `items`, document by document, each at once when it ends; a source without
   * documents is one. What the source no longer has goes when the last item has been read. When reading fails or is
   * aborted, whole documents stay and the one that was being read is as it was before. Importing the same again changes
   * nothing.
   */
  import(collection: CollectionSource, items: AsyncIterable<ImportItem>, signal?: AbortSignal): Promise<ImportReport>;
  /** Document → fingerprint of its APIs; equal as long as those are. Documents without APIs are left out. */
  documentFingerprints(collection: string): ReadonlyMap<string, string>;
  /** Document → hash, as last imported: for `ImportOptions.isImported`. */
  documentHashes(collection: string): ReadonlyMap<string, string>;
  /** In order; the first that matches an API is its effect. They stay when the collection is imported again. */
  effectRules(collection: string): readonly EffectRule[];
  setEffectRules(collection: string, rules: readonly EffectRule[]): void;
  /** False when there is no such collection. Its effect rules go with it. */
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
  const read = readApis(database);

  return {
    collections: () => database.all('SELECT * FROM collection ORDER BY name').map(collectionOf),
    collection: name => database.all('SELECT * FROM collection WHERE name = ?', name).map(collectionOf)[0],
    apis: collection => read.ofCollection(collection, 'whole'),
    outlines: collection => read.ofCollection(collection, 'outline'),
    outlinesOf(collection, document) {
      const found = database.get('SELECT number FROM document WHERE collection = ? AND name = ?', collection, document);
      return found === undefined ? [] : read.where('document = ?', Number(found['number']), 'outline');
    },
    get: (ids, completeness) => ids.flatMap(id => read.where('api.id = ?', id, completeness)),
    named: name => read.where('api.name = ?', name)[0],
    groups: () => readGroups(database),
    ids: collection => database.all(selectIds, `${collection}/`, `${collection}0`).map(row => String(row['id'])),
    names: () =>
      database.all('SELECT name FROM api WHERE name IS NOT NULL ORDER BY name').map(row => String(row['name'])),
    variants: id =>
      database
        .all('SELECT id FROM api WHERE variant_of = (SELECT variant_of FROM api WHERE id = ?) ORDER BY id', id)
        .map(row => String(row['id'])),
    async import(collection, items, signal) {
      const report = await importCollection(database, read, collection, items, now, signal).finally(read.forget);
      return report;
    },
    documentFingerprints: collection => documentFingerprints(database, collection),
    documentHashes: collection => documentHashes(database, collection),
    effectRules: collection => readEffectRules(database, collection),
    setEffectRules(collection, rules) {
      writeEffectRules(database, collection, rules);
      read.forget();
    },
    remove(name) {
      read.forget();
      return removeCollection(database, read, name);
    },
    close: () => database.close(),
  };
}

/** Ids begin with the collection's name and a slash; "0" is the character after the slash. */
const selectIds = 'SELECT id FROM api WHERE id > ? AND id < ? AND name IS NOT NULL ORDER BY id';

function removeCollection(database: Sqlite, read: ApiReader, name: string): boolean {
  return database.transaction(() => {
    for (const row of database.all('SELECT number FROM document WHERE collection = ?', name)) {
      removeDocument(database, Number(row['number']));
    }
    database.run('DELETE FROM effect_rule WHERE collection = ?', name);
    giveNames(database, read);
    giveVariants(database, read);
    return database.run('DELETE FROM collection WHERE name = ?', name) > 0;
  });
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
