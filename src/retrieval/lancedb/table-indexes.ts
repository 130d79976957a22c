import type { LanceModule, LanceTable } from './lance-module.js';

/** Whether all rows are in the index of terms: not so when the program that added them was killed. */
export async function isIndexed(table: LanceTable): Promise<boolean> {
  return (await table.indexStats('terms_idx'))?.numUnindexedRows === 0;
}

/** Makes the indexes anew rather than adding to them: counts of words would go on counting rows that were removed. */
export async function makeIndexes(lance: LanceModule, table: LanceTable, withVectors: boolean): Promise<void> {
  const rowCount = await table.countRows();
  if (rowCount === 0) return;
  await table.createIndex('terms', { config: lance.Index.fts(ourTerms) });
  for (const column of ['revision', 'provider', 'category', 'effect']) {
    await table.createIndex(column, { config: lance.Index.bitmap() });
  }
  if (withVectors && rowCount >= fewestIndexedVectors) {
    await table.createIndex('vector', { config: lance.Index.hnswSq({ distanceType: 'cosine' }) });
  }
}

/** Terms are words already, and are indexed as they are. */
const ourTerms = {
  baseTokenizer: 'whitespace',
  lowercase: false,
  stem: false,
  removeStopWords: false,
  asciiFolding: false,
  withPosition: false,
  maxTokenLength: 1_000,
};

/** Below so many rows, comparing all vectors takes less time than an index of them is worth, and misses none. */
const fewestIndexedVectors = 20_000;
