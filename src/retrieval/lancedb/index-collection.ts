import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { shortHash } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';
import type { Embedder } from '../../models/index.js';
import type { Analyzer } from '../analysis/analyzer.js';
import { documentText } from '../analysis/document-text.js';
import { countApiTerms, remembering, type TermCounts } from '../backends/count-terms.js';
import type { IndexedCollection, RetrieverSource } from '../retriever-source.js';
import { isOneOf } from './lance-filter.js';
import type { LanceRow, LanceTable } from './lance-module.js';
import type { LanceTables } from './lance-tables.js';

export interface LanceIndexing {
  readonly tables: LanceTables;
  readonly analyzer: Analyzer;
  readonly embedder?: Embedder | undefined;
  readonly onEmbedded?: RetrieverSource['onEmbedded'];
  readonly signal?: AbortSignal | undefined;
}

/** Adds a new revision of a collection, lets it count and gives it. What was there before stays. */
export async function indexCollection(
  { tables, analyzer, embedder, onEmbedded, signal }: LanceIndexing,
  collection: IndexedCollection,
  apis: AsyncIterable<Api> | Iterable<Api>,
): Promise<string> {
  const revision = randomUUID();
  const quick = remembering(analyzer);
  let added = 0;
  const add = async (part: readonly Api[]) => {
    signal?.throwIfAborted();
    const rows = part.map(api => rowOf(api, revision, countApiTerms(quick, api)));
    const embedded = (share: number) =>
      onEmbedded?.({ collection: collection.name, apis: added + Math.floor(share * part.length) });
    const making = embedder && { tables, embedder, embedded, signal };
    await tables.addApis(making === undefined ? rows : await withVectors(rows, part, making));
    added += part.length;
    if (making !== undefined) onEmbedded?.({ collection: collection.name, apis: added });
    await setImmediate(); // so that it can be interrupted
  };
  let part: Api[] = [];
  for await (const api of apis) {
    part.push(api);
    if (part.length < rowsAtOnce) continue;
    await add(part);
    part = [];
  }
  if (part.length > 0) await add(part);
  await tables.setRevision(collection, analyzer, revision);
  return revision;
}

const rowsAtOnce = 5_000;

function rowOf(api: Api, revision: string, counts: TermCounts): LanceRow {
  const terms = [...counts].flatMap(([term, count]) => Array<string>(count).fill(term)).join(' ');
  const { id, collection, provider, category, effect } = api;
  return { id, collection, revision, provider, category, effect, terms, text: shortHash(documentText(api)) };
}

interface VectorMaking {
  readonly tables: LanceTables;
  readonly embedder: Embedder;
  /** Is told which share of the texts has its vectors, short of all. */
  readonly embedded: (share: number) => void;
  readonly signal: AbortSignal | undefined;
}

const textsAtOnce = 256;

/** A text that stands in the table already, in whatever revision, keeps its vector. */
async function withVectors(
  rows: readonly LanceRow[],
  apis: readonly Api[],
  { tables, embedder, embedded, signal }: VectorMaking,
): Promise<LanceRow[]> {
  const hashes = rows.map(row => String(row['text']));
  const vectors = await knownVectors(await tables.apis(), [...new Set(hashes)]);
  const missing = new Map(apis.map((api, i) => [hashes[i] as string, documentText(api)]));
  for (const hash of vectors.keys()) missing.delete(hash);
  const texts = [...missing];
  for (let start = 0; start < texts.length; start += textsAtOnce) {
    const part = texts.slice(start, start + textsAtOnce);
    const made = await embedder.embed(
      part.map(([, text]) => text),
      'document',
      signal,
    );
    for (const [i, [hash]] of part.entries()) vectors.set(hash, [...(made[i] ?? [])]);
    if (start + part.length < texts.length) embedded((start + part.length) / texts.length);
  }
  return rows.map((row, i) => ({ ...row, vector: vectors.get(hashes[i] as string) ?? [] }));
}

async function knownVectors(table: LanceTable | undefined, hashes: string[]): Promise<Map<string, readonly number[]>> {
  const query = table?.query().where(isOneOf('text', hashes)).select(['text', 'vector']);
  const rows = (await query?.toArray()) ?? [];
  return new Map(rows.map(row => [String(row['text']), [...(row['vector'] as Iterable<number>)]]));
}
