import { join } from 'node:path';
import { withFileLock } from '../../base/index.js';
import { checkCollectionName } from '../../catalog/index.js';
import type { IndexedCollection, RetrieverSource } from '../retriever-source.js';
import { indexCollection, type LanceIndexing } from './index-collection.js';
import { quoted } from './lance-filter.js';
import type { LanceModule } from './lance-module.js';
import { isIndexed, makeIndexes } from './table-indexes.js';

/**
 * For each collection the revision that holds what it holds, made when there is none. `shared` says that programs on other
 * machines may index in the same place; on this machine one does at a time.
 */
export async function openRevisions(
  lance: LanceModule,
  indexing: LanceIndexing,
  source: RetrieverSource,
  shared: boolean,
): Promise<ReadonlyMap<string, string>> {
  const { tables, analyzer, embedder, signal } = indexing;
  const revisions = new Map<string, string>();
  for (const { name } of source.collections) checkCollectionName(name);

  /** Those without a current revision. */
  async function outdated(): Promise<IndexedCollection[]> {
    const others: IndexedCollection[] = [];
    for (const collection of source.collections) {
      const found = await tables.revision(collection, analyzer);
      if (found?.isCurrent === true) revisions.set(collection.name, found.revision);
      else others.push(collection);
    }
    return others;
  }

  async function replace(collection: IndexedCollection): Promise<void> {
    const { name } = collection;
    const before = await tables.revision(collection, analyzer);
    source.onRebuild?.({ collection: name, reason: before === undefined ? 'missing' : 'outdated' });
    const revision = await indexCollection(indexing, collection, source.rebuild(name));
    revisions.set(name, revision);
    // Rows of other revisions were replaced or left by a program that was killed, or another machine is adding them.
    const others = `collection = ${quoted(name)} AND revision <> ${quoted(revision)}`;
    const removed = shared ? `revision = ${quoted(before?.revision ?? '')}` : others;
    const table = await tables.apis();
    await table?.delete(removed);
    if (before !== undefined) await table?.optimize();
  }

  async function bringUpToDate(): Promise<void> {
    const changed = await outdated(); // another process may just have done it
    for (const collection of changed) await replace(collection);
    const table = await tables.apis();
    if (table === undefined || (changed.length === 0 && (await isIndexed(table)))) return;
    await makeIndexes(lance, table, embedder !== undefined);
  }

  const isCurrent = (await outdated()).length === 0;
  const table = await tables.apis();
  if (!isCurrent || (table !== undefined && !(await isIndexed(table)))) {
    await withFileLock(join(source.folder, 'lancedb.lock'), bringUpToDate, { signal });
  }
  return revisions;
}
