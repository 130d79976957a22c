import { type Sqlite, shortHash } from '../../base/index.js';
import type { ApiDraft, SourcePointer } from '../api.js';
import type { ImportedDocument, PackedItems } from '../importer.js';
import { isLegalName } from '../naming.js';
import type { SharedDefinition } from '../shared-definition.js';
import type { Refusal, Warning } from './import-report.js';
import { type CommonMembers, commonMembers, type PackedApi, packApi, sourceOf } from './packed-api.js';
import { type PackedDefinition, packDefinition } from './packed-definition.js';

/** What an import did with a document's APIs. */
export interface DocumentReport {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly removed: number;
}

export interface DocumentNotes {
  readonly refused: readonly Refusal[];
  readonly warnings: readonly Warning[];
}

/** A document on its way into the store: packed as it comes, and written as a whole when it ends. */
export interface StagedDocument {
  api(draft: ApiDraft): void;
  definition(definition: SharedDefinition): void;
  packed(items: PackedItems): void;
  refuse(refusal: Refusal): void;
  warn(warning: Warning): void;
  /** Makes what was given the document's content, in one transaction. */
  publish(): { readonly report: DocumentReport; readonly notes: DocumentNotes };
}

/** `isTaken`: whether another document of this import has that id. */
export function stageDocument(
  database: Sqlite,
  collection: string,
  { name, hash }: Pick<ImportedDocument, 'name' | 'hash'>,
  isTaken: (id: string) => boolean,
): StagedDocument {
  const refused: Refusal[] = [];
  const warnings: Warning[] = [];
  const apis = new Map<string, PackedApi>();
  const definitions = new Map<string, PackedDefinition>();
  let common: CommonMembers | undefined;

  function add(api: PackedApi, source: SourcePointer): void {
    const problem = !isLegalName(api.baseName)
      ? `"${api.baseName}" is not a legal name`
      : apis.has(api.key) || isTaken(`${collection}/${api.key}`)
        ? `the key "${api.key}" is there already`
        : undefined;
    if (problem === undefined) apis.set(api.key, api);
    else refused.push({ source, reason: problem });
  }
  function define(definition: PackedDefinition): void {
    if (!definitions.has(definition.name)) definitions.set(definition.name, definition);
  }

  return {
    api(draft) {
      common ??= commonMembers(draft);
      add(packApi(draft, common), draft.source);
    },
    definition: definition => define(packDefinition(definition)),
    packed(items) {
      common ??= items.common;
      for (const api of items.apis) add(api, sourceOf(api, items.common));
      for (const definition of items.definitions) define(definition);
    },
    refuse: refusal => refused.push(refusal),
    warn: warning => warnings.push(warning),
    publish() {
      const notes = { refused, warnings };
      const document = { collection, name, hash, common: JSON.stringify(common ?? {}), notes: JSON.stringify(notes) };
      const report = database.transaction(() => publish(database, document, apis, [...definitions.values()]));
      return { report, notes };
    },
  };
}

interface DocumentRow {
  readonly collection: string;
  readonly name: string;
  readonly hash: string;
  readonly common: string;
  readonly notes: string;
}

function publish(
  database: Sqlite,
  document: DocumentRow,
  apis: ReadonlyMap<string, PackedApi>,
  definitions: readonly PackedDefinition[],
): DocumentReport {
  const definitionsHash = definitions.length === 0 ? '' : shortHash(JSON.stringify(definitions));
  const { number, sameDefinitions, sameCommon } = putDocument(database, document, definitionsHash);
  const known = knownApis(database, number);
  let changed = 0;
  let unchanged = 0;
  for (const [key, api] of apis) {
    const id = `${document.collection}/${key}`;
    const before = known.get(id) ?? strayApi(database, id);
    known.delete(id);
    const same = before?.contentHash === api.contentHash;
    // A definition says what the APIs that refer to it are, so where one differs they all count as changed.
    if (before !== undefined && same && sameDefinitions) unchanged += 1;
    else if (before !== undefined) changed += 1;
    if (before === undefined) insertApi(database, number, id, api);
    else if (!same || !sameCommon || before.document !== number) updateApi(database, number, id, before.content, api);
    else movePointer(database, before.content, api);
  }
  for (const [id, { content }] of known) {
    database.run('DELETE FROM api WHERE id = ?', id);
    database.run('DELETE FROM content WHERE number = ?', content);
  }
  if (!sameDefinitions) {
    database.run('DELETE FROM definition WHERE document = ?', number);
    for (const { name, arguments: args, returns } of definitions) {
      database.run('INSERT INTO definition VALUES (?, ?, ?, ?)', number, name, args, returns);
    }
  }
  return { added: apis.size - changed - unchanged, changed, unchanged, removed: known.size };
}

function putDocument(
  database: Sqlite,
  { collection, name, hash, common, notes }: DocumentRow,
  definitionsHash: string,
) {
  const before = database.get(
    'SELECT number, definitions_hash, common FROM document WHERE collection = ? AND name = ?',
    collection,
    name,
  );
  if (before !== undefined) {
    const number = Number(before['number']);
    database.run(
      'UPDATE document SET hash = ?, definitions_hash = ?, common = ?, notes = ? WHERE number = ?',
      hash,
      definitionsHash,
      common,
      notes,
      number,
    );
    const sameDefinitions = before['definitions_hash'] === definitionsHash;
    return { number, sameDefinitions, sameCommon: before['common'] === common };
  }
  database.run(
    'INSERT INTO document (collection, name, hash, definitions_hash, common, notes) VALUES (?, ?, ?, ?, ?, ?)',
    collection,
    name,
    hash,
    definitionsHash,
    common,
    notes,
  );
  const number = Number(database.get('SELECT last_insert_rowid() AS number')?.['number']);
  return { number, sameDefinitions: definitionsHash === '', sameCommon: false };
}

interface KnownApi {
  readonly document: number;
  readonly contentHash: string;
  readonly content: number;
}

function knownApis(database: Sqlite, document: number): Map<string, KnownApi> {
  const rows = database.all('SELECT id, content_hash, content FROM api WHERE document = ?', document);
  return new Map(
    rows.map(row => [
      String(row['id']),
      { document, contentHash: String(row['content_hash']), content: Number(row['content']) },
    ]),
  );
}

/** An API that another document had, which is to come or gone in this import. */
function strayApi(database: Sqlite, id: string): KnownApi | undefined {
  const row = database.get('SELECT document, content_hash, content FROM api WHERE id = ?', id);
  if (row === undefined) return undefined;
  return {
    document: Number(row['document']),
    contentHash: String(row['content_hash']),
    content: Number(row['content']),
  };
}

function insertApi(database: Sqlite, document: number, id: string, api: PackedApi): void {
  const { content, uri = null, pointer = null, baseName, likeness, said, contentHash } = api;
  database.run('INSERT INTO content (packed, uri, pointer) VALUES (?, ?, ?)', content, uri, pointer);
  database.run(
    `INSERT INTO api (id, document, base_name, likeness, said, content_hash, content)
     VALUES (?, ?, ?, ?, ?, ?, last_insert_rowid())`,
    id,
    document,
    baseName,
    likeness,
    said,
    contentHash,
  );
}

function updateApi(database: Sqlite, document: number, id: string, content: number, api: PackedApi): void {
  const { content: packed, uri = null, pointer = null, baseName, likeness, said, contentHash } = api;
  database.run('UPDATE content SET packed = ?, uri = ?, pointer = ? WHERE number = ?', packed, uri, pointer, content);
  database.run(
    'UPDATE api SET document = ?, base_name = ?, likeness = ?, said = ?, content_hash = ? WHERE id = ?',
    document,
    baseName,
    likeness,
    said,
    contentHash,
    id,
  );
}

function movePointer(database: Sqlite, content: number, api: PackedApi): void {
  const [uri, pointer] = [api.uri ?? null, api.pointer ?? null];
  const sql = 'UPDATE content SET uri = ?, pointer = ? WHERE number = ? AND (uri IS NOT ? OR pointer IS NOT ?)';
  database.run(sql, uri, pointer, content, uri, pointer);
}
