import type { Sqlite } from '../../base/index.js';
import type { ApiDraft } from '../api.js';
import type { ImportedDocument, SharedDefinition } from '../importer.js';
import { isLegalName } from '../naming.js';
import type { Refusal, Warning } from './import-collection.js';
import { likenessOf } from './likeness.js';
import { type CommonMembers, commonMembers, contentHash, packApi, shortHash } from './stored-api.js';

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

/** A document on its way into the store. Its APIs wait in a temporary table, so memory does not grow with their number. */
export interface StagedDocument {
  api(draft: ApiDraft): void;
  definition(definition: SharedDefinition): void;
  refuse(refusal: Refusal): void;
  warn(warning: Warning): void;
  /** Makes what was given the document's content, in one transaction. */
  publish(): { readonly report: DocumentReport; readonly notes: DocumentNotes };
}

const stagedTables = [
  `CREATE TEMP TABLE IF NOT EXISTS staged (
     id TEXT PRIMARY KEY, base_name TEXT NOT NULL, other_names TEXT NOT NULL, likeness TEXT NOT NULL,
     content_hash TEXT NOT NULL, content TEXT NOT NULL)`,
  'CREATE TEMP TABLE IF NOT EXISTS staged_definition (name TEXT PRIMARY KEY, arguments TEXT, returns TEXT)',
];

const batchSize = 1_000;

/** Discards whatever else is staged in this database. `isTaken`: whether another document of this import has that id. */
export function stageDocument(
  database: Sqlite,
  collection: string,
  { name, hash }: Pick<ImportedDocument, 'name' | 'hash'>,
  isTaken: (id: string) => boolean,
): StagedDocument {
  for (const table of stagedTables) database.run(table);
  clear(database);
  const refused: Refusal[] = [];
  const warnings: Warning[] = [];
  let common: CommonMembers | undefined;
  let batch: (() => void)[] = [];

  function queue(write: () => void): void {
    batch.push(write);
    if (batch.length === batchSize) flush();
  }
  function flush(): void {
    const writes = batch;
    batch = [];
    if (writes.length > 0) {
      database.transaction(() => {
        for (const write of writes) write();
      });
    }
  }

  return {
    api: draft => {
      common ??= commonMembers(draft);
      const inCommon = common;
      queue(() => {
        const id = `${collection}/${draft.key}`;
        const problem = isTaken(id) ? takenAlready(draft) : stageApi(database, id, draft, inCommon);
        if (problem !== undefined) refused.push({ source: draft.source, reason: problem });
      });
    },
    definition: ({ name: definitionName, arguments: args, returns }) =>
      queue(() => {
        const argumentsText = args === undefined ? null : JSON.stringify(args);
        const returnsText = returns === undefined ? null : JSON.stringify(returns);
        const own = returnsText === argumentsText ? null : returnsText;
        database.run('INSERT OR IGNORE INTO staged_definition VALUES (?, ?, ?)', definitionName, argumentsText, own);
      }),
    refuse: refusal => refused.push(refusal),
    warn: warning => warnings.push(warning),
    publish() {
      flush();
      const notes = { refused, warnings };
      const content = { hash, common: JSON.stringify(common ?? {}), notes: JSON.stringify(notes) };
      const report = database.transaction(() => publish(database, collection, name, content));
      clear(database);
      return { report, notes };
    },
  };
}

/** @returns why the draft cannot be kept. */
function stageApi(database: Sqlite, id: string, draft: ApiDraft, common: CommonMembers): string | undefined {
  const wanted = [draft.baseName, ...(draft.otherNames ?? [])];
  const illegal = wanted.find(name => !isLegalName(name));
  if (illegal !== undefined) return `"${illegal}" is not a legal name`;
  const isNew = database.run(
    'INSERT OR IGNORE INTO staged VALUES (?, ?, ?, ?, ?, ?)',
    id,
    draft.baseName,
    wanted.slice(1).join(' '),
    likenessOf(draft),
    contentHash(draft),
    packApi(draft, common),
  );
  return isNew === 0 ? takenAlready(draft) : undefined;
}

function takenAlready({ key }: ApiDraft): string {
  return `the key "${key}" is there already`;
}

function publish(
  database: Sqlite,
  collection: string,
  name: string,
  { hash, common, notes }: { readonly hash: string; readonly common: string; readonly notes: string },
): DocumentReport {
  const count = (sql: string, ...values: (string | number)[]) => Number(database.get(sql, ...values)?.['n']);
  const before = database.get(
    'SELECT number, definitions_hash, common FROM document WHERE collection = ? AND name = ?',
    collection,
    name,
  );
  const definitions = database.all('SELECT * FROM staged_definition ORDER BY name');
  const definitionsHash = definitions.length === 0 ? '' : shortHash(JSON.stringify(definitions));
  // A definition says what the APIs that refer to it are, so where one differs they all count as changed.
  const sameDefinitions = before?.['definitions_hash'] === definitionsHash;
  const known = count('SELECT count(*) AS n FROM staged JOIN api USING (id)');
  const unchanged = sameDefinitions
    ? count('SELECT count(*) AS n FROM staged JOIN api USING (id) WHERE api.content_hash = staged.content_hash')
    : 0;
  const apiCount = count('SELECT count(*) AS n FROM staged');

  if (before === undefined) {
    database.run(
      'INSERT INTO document (collection, name, hash, definitions_hash, common, notes) VALUES (?, ?, ?, ?, ?, ?)',
      collection,
      name,
      hash,
      definitionsHash,
      common,
      notes,
    );
  } else {
    database.run(
      'UPDATE document SET hash = ?, definitions_hash = ?, common = ?, notes = ? WHERE number = ?',
      hash,
      definitionsHash,
      common,
      notes,
      Number(before['number']),
    );
  }
  const number = count('SELECT number AS n FROM document WHERE collection = ? AND name = ?', collection, name);
  const removed = database.run('DELETE FROM api WHERE document = ? AND id NOT IN (SELECT id FROM staged)', number);
  database.run(
    `INSERT INTO api (id, document, base_name, other_names, likeness, content_hash, content)
       SELECT id, ?, base_name, other_names, likeness, content_hash, content FROM staged WHERE true
       ON CONFLICT (id) DO UPDATE SET document = excluded.document, base_name = excluded.base_name,
         other_names = excluded.other_names, likeness = excluded.likeness, content_hash = excluded.content_hash,
         content = excluded.content
       WHERE document <> excluded.document OR content <> excluded.content OR content_hash <> excluded.content_hash`,
    number,
  );
  if (!sameDefinitions || before === undefined) {
    database.run('DELETE FROM definition WHERE document = ?', number);
    database.run('INSERT INTO definition SELECT ?, name, arguments, returns FROM staged_definition', number);
  }
  return { added: apiCount - known, changed: known - unchanged, unchanged, removed };
}

function clear(database: Sqlite): void {
  database.run('DELETE FROM staged');
  database.run('DELETE FROM staged_definition');
}
