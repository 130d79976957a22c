import { shortHash } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';
import type { Embedder } from '../../models/index.js';
import { documentText } from '../analysis/document-text.js';
import type { RetrieverSource } from '../retriever-source.js';
import type { Database } from './database.js';
import { type VectorTable, vectorText } from './vector-table.js';

/** Whether every text of a collection has been embedded since the collection was indexed. */
export async function isEmbedded(database: Database, table: VectorTable, collection: string): Promise<boolean> {
  const known = `select 1 from capuchin_embedded join capuchin_collection on number = collection
    where name = $1 and embedder = $2`;
  return (await database.transaction(query => query(known, [collection, table.number]))).length > 0;
}

/**
 * Embeds the texts of a collection that have no vector yet. Every batch is kept at once, so an interrupted run goes on
 * where it was. Texts without any word that the embedder knows get no vector.
 */
export async function embedCollection(
  database: Database,
  table: VectorTable,
  collection: { readonly name: string; readonly apis: AsyncIterable<Api> | Iterable<Api> },
  embedder: Embedder,
  { onEmbedded, signal }: Pick<RetrieverSource, 'onEmbedded' | 'signal'> = {},
): Promise<void> {
  let seen = 0;
  const known = await knownHashes(database, table, signal);
  let batch: { readonly hash: string; readonly text: string }[] = [];
  let told = 0;
  const tell = () => {
    if (seen > told) onEmbedded?.({ collection: collection.name, apis: seen });
    told = seen;
  };
  const finish = async () => {
    const texts = batch.map(({ text }) => text);
    const vectors = await embedder.embed(texts, 'document', signal);
    const given = batch.flatMap(({ hash }, i) => {
      const vector = vectors[i];
      return vector?.some(each => each !== 0) ? [{ hash, vector: vectorText(vector) }] : [];
    });
    batch = [];
    const insert = `insert into ${table.name} select h, v::vector from unnest($1::text[], $2::text[]) as u(h, v)
      on conflict (text_hash) do nothing`;
    const values = [given.map(({ hash }) => hash), given.map(({ vector }) => vector)];
    await database.transaction(query => query(insert, values), signal);
  };
  for await (const api of collection.apis) {
    seen += 1;
    const text = documentText(api);
    const hash = shortHash(text);
    if (known.has(hash)) continue;
    known.add(hash);
    batch.push({ hash, text });
    if (batch.length < textsAtOnce) continue;
    await finish();
    tell();
  }
  if (batch.length > 0) await finish();
  tell();
  await database.transaction(async query => {
    await query(
      `insert into capuchin_embedded select number, $2 from capuchin_collection where name = $1 on conflict do nothing`,
      [collection.name, table.number],
    );
    // What no API says any more.
    await query(
      `delete from ${table.name} v where not exists (select 1 from capuchin_api a where a.text_hash = v.text_hash)`,
    );
  }, signal);
}

const textsAtOnce = 256;

async function knownHashes(database: Database, table: VectorTable, signal?: AbortSignal): Promise<Set<string>> {
  const rows = await database.transaction(query => query(`select text_hash from ${table.name}`), signal);
  return new Set(rows.map(row => String(row['text_hash'])));
}
