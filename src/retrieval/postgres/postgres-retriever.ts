import { UsageError } from '../../base/index.js';
import { checkCollectionName } from '../../catalog/index.js';
import type { Embedder } from '../../models/index.js';
import type { Analyzer } from '../analysis/analyzer.js';
import { apiAnalyzer } from '../analysis/api-analyzer.js';
import type { ApiFilter } from '../api-filter.js';
import { blend, blendDepth } from '../backends/blend.js';
import { countTerms } from '../backends/count-terms.js';
import { foundHits } from '../backends/found-hits.js';
import { vectorEmbedder } from '../backends/vector-embedder.js';
import type { RankedId } from '../distinct-hits.js';
import type { Retriever } from '../retriever.js';
import type { IndexedCollection, RetrieverSource } from '../retriever-source.js';
import type { Database, Query } from './database.js';
import { embedCollection, isEmbedded } from './embed-collection.js';
import { indexCollection, lockCollection, stateOfCollection } from './index-collection.js';
import { migrate } from './migrations.js';
import { pgDatabase } from './pg-database.js';
import { searchVectors } from './search-vectors.js';
import { searchWords } from './search-words.js';
import { openVectorTable, type VectorTable } from './vector-table.js';

/**
 * BM25 in a Postgres server, which many processes may share, and beside it pgvector where vectors are wanted.
 *
 * @throws CapuchinError `database-unreachable`; `MissingDependency` without the package `pg`.
 */
export async function postgresRetriever(source: RetrieverSource): Promise<Retriever> {
  const url = source.backends?.postgresUrl ?? '';
  if (url === '') {
    throw new UsageError(
      'the postgres retriever needs the address of a server; the command line reads it from DATABASE_URL, or from the variable that the setting postgresUrlEnv names',
    );
  }
  const database = await pgDatabase(url);
  try {
    return await retrieverIn(database, source);
  } catch (thrown) {
    await database.close();
    throw thrown;
  }
}

/** A collection that is missing from the database or outdated there is indexed first, in one transaction. */
export async function retrieverIn(
  database: Database,
  source: RetrieverSource,
  analyzer: Analyzer = apiAnalyzer,
): Promise<Retriever> {
  await database.transaction(migrate, source.signal);
  const embedder = await vectorEmbedder(source);
  for (const collection of source.collections) await bringUpToDate(database, source, collection, analyzer);
  const vectors = embedder === undefined ? undefined : await openVectors(database, source, embedder);
  const names = source.collections.map(({ name }) => name);
  return {
    async search(text, k, options = {}) {
      const { filter = {}, signal } = options;
      const terms = countTerms(analyzer, text);
      const vector = vectors && (await vectors.embed(text, signal));
      const rank = (most: number) =>
        database.transaction(async (query): Promise<readonly RankedId[]> => {
          const searched = await numbersOf(query, names, filter);
          if (vectors === undefined || vector === undefined) return searchWords(query, searched, terms, most, filter);
          const depth = Math.max(blendDepth, most);
          const words = await searchWords(query, searched, terms, depth, filter);
          const near = await searchVectors(query, vectors.table, searched, vector, depth, filter);
          return blend(words, near, depth).slice(0, most);
        }, signal);
      return foundHits(rank, k, source, options);
    },
  };
}

async function bringUpToDate(
  database: Database,
  source: RetrieverSource,
  collection: IndexedCollection,
  analyzer: Analyzer,
): Promise<void> {
  checkCollectionName(collection.name);
  const { signal } = source;
  const state = await database.transaction(query => stateOfCollection(query, collection, analyzer), signal);
  if (state === 'current') return;
  source.onRebuild?.({ collection: collection.name, reason: state });
  await database.transaction(async query => {
    await lockCollection(query, collection.name);
    // Another process may just have done it.
    if ((await stateOfCollection(query, collection, analyzer)) === 'current') return;
    await indexCollection(query, collection, source.rebuild(collection.name), analyzer);
  }, signal);
}

interface Vectors {
  readonly table: VectorTable;
  embed(text: string, signal?: AbortSignal): Promise<Float32Array | undefined>;
}

async function openVectors(database: Database, source: RetrieverSource, embedder: Embedder): Promise<Vectors> {
  const table = await database.transaction(query => openVectorTable(query, embedder), source.signal);
  for (const { name } of source.collections) {
    if (await isEmbedded(database, table, name)) continue;
    await embedCollection(database, table, { name, apis: source.rebuild(name) }, embedder, source);
  }
  return { table, embed: async (text, signal) => (await embedder.embed([text], 'query', signal))[0] };
}

/** As they are numbered now: another process may have indexed one anew since. */
async function numbersOf(query: Query, names: readonly string[], { collections }: ApiFilter): Promise<number[]> {
  const searched = names.filter(name => collections?.includes(name) ?? true);
  const rows = await query('select number from capuchin_collection where name = any($1::text[])', [searched]);
  return rows.map(row => Number(row['number']));
}
