import type { Api } from '../../catalog/index.js';
import type { Embedder } from '../../models/index.js';
import { embeddingText, embeddingTextVersion, textHash } from './embedding-text.js';
import { gatherVectors } from './gather-vectors.js';
import { quantise } from './quantise.js';
import type { TextRow, VectorLog } from './vector-log.js';
import type { VectorSet } from './vector-set.js';
import { hashKey, type KeptRow } from './vector-table.js';

export interface VectorSource {
  readonly collection: string;
  readonly fingerprint: string;
  readonly apis: AsyncIterable<Api> | Iterable<Api>;
  /** Vectors of the same embedder that are there already, by `hashKey`. */
  readonly known: ReadonlyMap<string, KeptRow>;
  readonly log: VectorLog;
  /** Texts that are embedded together. */
  readonly batch?: number;
  readonly onProgress?: (apis: number) => void;
  readonly signal?: AbortSignal;
}

const usualBatch = 256;

/**
 * The vectors of a collection: those of texts that are known are taken as they are, the others are made in batches and
 * written to the log at once. Equal texts are embedded once.
 */
export async function buildVectors(source: VectorSource, embedder: Embedder): Promise<VectorSet> {
  const { collection, fingerprint, known, log, batch = usualBatch, signal } = source;
  const { name, dimensions } = embedder;
  const made = new Map<string, KeptRow>();
  const documents: { id: string; hash: Uint8Array; key: string }[] = [];
  let waiting = new Map<string, { text: string; hash: Uint8Array }>();

  const finish = async () => {
    const texts = [...waiting.values()];
    waiting = new Map();
    if (texts.length === 0) return;
    const vectors = await embedder.embed(
      texts.map(({ text }) => text),
      'document',
      signal,
    );
    const rows = texts.map(({ hash }, i): TextRow => ({ hash, ...kept(vectors[i] as Float32Array, dimensions) }));
    await log.append(rows);
    for (const { hash, row, scale } of rows) made.set(hashKey(hash), { row, scale });
  };

  for await (const api of source.apis) {
    signal?.throwIfAborted();
    const text = embeddingText(api);
    const hash = textHash(text);
    const key = hashKey(hash);
    documents.push({ id: api.id, hash, key });
    if (!known.has(key) && !log.kept.has(key) && !made.has(key)) waiting.set(key, { text, hash });
    if (waiting.size === batch) await finish();
    source.onProgress?.(documents.length);
  }
  await finish();

  const vectors = documents.map(({ id, hash, key }) => {
    const { row, scale } = (known.get(key) ?? log.kept.get(key) ?? made.get(key)) as KeptRow;
    return { id, hash, row, scale };
  });
  return gatherVectors(
    { collection, fingerprint, embedder: name, textVersion: embeddingTextVersion, dimensions },
    vectors,
  );
}

function kept(vector: Float32Array, dimensions: number): KeptRow {
  const row = new Int8Array(dimensions);
  return { row, scale: quantise(vector, row) };
}
