import { createHash } from 'node:crypto';
import type { Sqlite } from '../../base/index.js';
import type { ApiDraft, Collection } from '../api.js';
import { checkCollectionName } from '../collection-name.js';
import type { ImportedDocument, ImportItem } from '../importer.js';
import { giveNames } from './give-names.js';
import { giveVariants } from './give-variants.js';
import { type DocumentNotes, type DocumentReport, type StagedDocument, stageDocument } from './import-document.js';
import type { CollectionSource, ImportReport, Refusal, Warning } from './import-report.js';
import { commonMembers, packApi } from './packed-api.js';
import type { ApiReader } from './read-apis.js';

/** The document that items belong to when their source is not made of documents. Never taken for unchanged. */
const wholeSource = { name: '', hash: '' } as const;

/** See `Store.import`. */
export async function importCollection(
  database: Sqlite,
  read: ApiReader,
  source: CollectionSource,
  items: AsyncIterable<ImportItem>,
  now: () => number,
  signal?: AbortSignal,
): Promise<ImportReport> {
  checkCollectionName(source.name);
  const run = importRun(database, read, source, now);
  // Every checkpoint waits for the disk: a long import makes few large ones, and leaves no large log behind.
  database.all('PRAGMA wal_autocheckpoint = 16000');
  database.all('PRAGMA cache_size = -32000'); // kB; rows come in no order of their keys
  try {
    for await (const item of items) {
      signal?.throwIfAborted();
      run.take(item);
    }
    signal?.throwIfAborted();
    run.endDocument();
    return run.finish();
  } catch (thrown) {
    run.keepWhatIsThere();
    throw thrown;
  } finally {
    database.all('PRAGMA cache_size = -2000');
    database.all('PRAGMA wal_autocheckpoint = 1000');
    database.all('PRAGMA wal_checkpoint(TRUNCATE)');
  }
}

function importRun(database: Sqlite, read: ApiReader, source: CollectionSource, now: () => number) {
  const known = knownDocuments(database, source.name);
  const seen = new Set<string>();
  const refused: Refusal[] = [];
  const warnings: Warning[] = [];
  const total = { added: 0, changed: 0, unchanged: 0, removed: 0 };
  let unchangedDocuments = 0;
  let staged: StagedDocument | undefined;
  /** Name of the document that is or was last staged. */
  let current = '';

  function begin({ name, hash }: Pick<ImportedDocument, 'name' | 'hash'>): StagedDocument {
    seen.add(name);
    current = name;
    staged = stageDocument(database, source.name, { name, hash }, isTaken);
    return staged;
  }
  function open(): StagedDocument {
    return staged ?? begin(wholeSource);
  }
  /** Only a document published in this import can have a right to an id; one that is still to come or gone has none. */
  function isTaken(id: string): boolean {
    if (seen.size < 2) return false;
    const row = database.get(
      'SELECT document.name AS name FROM api JOIN document ON document.number = api.document WHERE api.id = ?',
      id,
    );
    return row !== undefined && published.has(String(row['name']));
  }
  const published = new Set<string>();

  function endDocument(): void {
    const ended = staged ?? (seen.size === 0 ? begin(wholeSource) : undefined);
    staged = undefined;
    if (ended === undefined) return;
    const { report, notes } = ended.publish();
    published.add(current);
    add(report, notes);
  }
  function add(report: DocumentReport, notes: DocumentNotes): void {
    for (const key of ['added', 'changed', 'unchanged', 'removed'] as const) total[key] += report[key];
    refused.push(...notes.refused);
    warnings.push(...notes.warnings);
  }
  function passOver(name: string): void {
    seen.add(name);
    published.add(name);
    unchangedDocuments += 1;
    const before = known.get(name);
    const unchanged = before?.apiCount ?? 0;
    add({ added: 0, changed: 0, unchanged, removed: 0 }, before?.notes ?? { refused: [], warnings: [] });
  }

  return {
    endDocument,
    take(item: ImportItem): void {
      switch (item.kind) {
        case 'document':
          if (staged !== undefined) endDocument();
          if (item.unchanged) passOver(item.name);
          else begin(item);
          break;
        case 'api':
          open().api(item.draft);
          break;
        case 'definition':
          open().definition(item);
          break;
        case 'packed':
          open().packed(item);
          break;
        case 'refused':
          open().refuse({ source: item.source, reason: item.reason });
          break;
        case 'warning':
          open().warn({ source: item.source, message: item.message });
          break;
        default:
          item satisfies never;
      }
    },
    finish(): ImportReport {
      return database.transaction(() => {
        const gone = [...known].filter(([name]) => !seen.has(name));
        const isTouched = gone.length > 0 || seen.size > unchangedDocuments;
        for (const [, { number }] of gone) total.removed += removeDocument(database, number);
        const { collection, renamed } = settle(database, read, source, now, isTouched);
        const documents = { found: seen.size, unchanged: unchangedDocuments, removed: gone.length };
        return { collection, documents, ...total, renamed, refused, warnings };
      });
    },
    /** After an import that did not end: the documents that were published are there, and can be used. */
    keepWhatIsThere(): void {
      if (published.size > unchangedDocuments) database.transaction(() => settle(database, read, source, now));
    },
  };
}

/** Makes what hangs on the whole store right again: names, variants, and what is said of the collection. */
function settle(
  database: Sqlite,
  read: ApiReader,
  { name, importer, source }: CollectionSource,
  now: () => number,
  isTouched = true,
) {
  read.forget();
  // An import that was killed may have left APIs without names.
  const isUnnamed = database.get('SELECT 1 AS yes FROM api WHERE name IS NULL LIMIT 1') !== undefined;
  const renamed = isTouched || isUnnamed ? giveNames(database, read) : 0;
  if (isTouched || isUnnamed) giveVariants(database, read);
  const fingerprint = contentFingerprint(database, name);
  const before = database.get('SELECT imported_at, fingerprint, importer FROM collection WHERE name = ?', name);
  const same = before?.['fingerprint'] === fingerprint && before['importer'] === importer;
  // An import that changes nothing leaves the row as it was, date included.
  const importedAt = same ? String(before['imported_at']) : new Date(now()).toISOString();
  const apiCount = Number(
    database.get(
      'SELECT count(*) AS n FROM api JOIN document ON document.number = api.document WHERE document.collection = ?',
      name,
    )?.['n'],
  );
  database.run(
    'INSERT OR REPLACE INTO collection VALUES (?, ?, ?, ?, ?, ?)',
    name,
    importer,
    source,
    importedAt,
    apiCount,
    fingerprint,
  );
  const collection: Collection = { name, importer, source, importedAt, apiCount, fingerprint };
  return { collection, renamed };
}

/** Hash by name of the documents of a collection, as they were last imported. */
export function documentHashes(database: Sqlite, collection: string): ReadonlyMap<string, string> {
  const rows = database.all('SELECT name, hash FROM document WHERE collection = ?', collection);
  return new Map(rows.map(row => [String(row['name']), String(row['hash'])]));
}

interface KnownDocument {
  readonly number: number;
  readonly apiCount: number;
  readonly notes: DocumentNotes;
}

function knownDocuments(database: Sqlite, collection: string): ReadonlyMap<string, KnownDocument> {
  const rows = database.all(
    `SELECT number, name, notes, (SELECT count(*) FROM api WHERE api.document = document.number) AS api_count
     FROM document WHERE collection = ?`,
    collection,
  );
  return new Map(
    rows.map(row => [
      String(row['name']),
      {
        number: Number(row['number']),
        apiCount: Number(row['api_count']),
        notes: JSON.parse(String(row['notes'])) as DocumentNotes,
      },
    ]),
  );
}

/** @returns how many APIs it had. */
export function removeDocument(database: Sqlite, number: number): number {
  database.run('DELETE FROM definition WHERE document = ?', number);
  database.run('DELETE FROM document WHERE number = ?', number);
  database.run('DELETE FROM content WHERE number IN (SELECT content FROM api WHERE document = ?)', number);
  return database.run('DELETE FROM api WHERE document = ?', number);
}

function contentFingerprint(database: Sqlite, collection: string): string {
  const hash = createHash('sha256');
  const apis = database.each(
    `SELECT api.id, api.content_hash FROM api JOIN document ON document.number = api.document
     WHERE document.collection = ? ORDER BY api.id`,
    collection,
  );
  for (const row of apis) hash.update(`${row['id']} ${row['content_hash']}\n`);
  const definitions = database.each(
    `SELECT name, definitions_hash FROM document WHERE collection = ? AND definitions_hash <> '' ORDER BY name`,
    collection,
  );
  for (const row of definitions) hash.update(`${row['name']} ${row['definitions_hash']}\n`);
  return hash.digest('hex');
}

/** The fingerprint of a collection of exactly these APIs, none of which shares definitions. */
export function draftsFingerprint(collection: string, drafts: readonly ApiDraft[]): string {
  const rows = drafts.map(
    draft => [`${collection}/${draft.key}`, packApi(draft, commonMembers(draft)).contentHash] as const,
  );
  // As SQLite orders text: by its UTF-8 bytes.
  rows.sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const hash = createHash('sha256');
  for (const [id, content] of rows) hash.update(`${id} ${content}\n`);
  return hash.digest('hex');
}
