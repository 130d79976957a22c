import { rm } from 'node:fs/promises';
import { CapuchinError, withFileLock } from '../../base/index.js';
import type { Embedder } from '../../models/index.js';
import type { IndexedCollection, RebuildNotice, RetrieverSource } from '../retriever-source.js';
import { buildVectors } from './build-vectors.js';
import { embeddingTextVersion } from './embedding-text.js';
import { readSharedVectors } from './shared-vectors.js';
import { readVectorSet, writeVectorSet } from './vector-file.js';
import { openVectorLog } from './vector-log.js';
import type { VectorSet } from './vector-set.js';
import { type KeptRow, rowsByText, type VectorTable } from './vector-table.js';
import { vectorsPath } from './vectors-path.js';

/**
 * The vectors of the source's collections, `<collection>.<embedder>.vectors` in its folder. What is missing or outdated is
 * made first: only of texts that are new, and from where an interrupted run left off. In the order of the ids' beginnings,
 * so that documents are numbered in id order.
 */
export async function openVectors(source: RetrieverSource, embedder: Embedder): Promise<readonly VectorSet[]> {
  const inIdOrder = [...source.collections].sort((a, b) => (`${a.name}/` < `${b.name}/` ? -1 : 1));
  const sets: VectorSet[] = [];
  for (const collection of inIdOrder) sets.push(await openSet(source, collection, embedder));
  return sets;
}

async function openSet(source: RetrieverSource, collection: IndexedCollection, embedder: Embedder): Promise<VectorSet> {
  const path = vectorsPath(source.folder, collection.name, embedder.name);
  const found = await readUsable(path);
  if (typeof found === 'object' && isCurrent(found, collection, embedder)) return found;
  const { signal } = source;
  return withFileLock(
    `${path}.lock`,
    async () => {
      // Another process may have made them while this one waited.
      const now = await readUsable(path);
      if (typeof now === 'object' && isCurrent(now, collection, embedder)) return now;
      source.onRebuild?.({ collection: collection.name, reason: typeof now === 'object' ? 'outdated' : now });
      const set = await makeSet(source, collection, embedder, typeof now === 'object' ? now : undefined);
      await rm(logPath(path), { force: true });
      return set;
    },
    { signal },
  );
}

const logPath = (path: string) => `${path}.log`;

async function makeSet(
  source: RetrieverSource,
  { name, fingerprint }: IndexedCollection,
  embedder: Embedder,
  earlier: VectorSet | undefined,
): Promise<VectorSet> {
  const path = vectorsPath(source.folder, name, embedder.name);
  const shared = await readSharedVectors(source.folder, embedder.name);
  const known = new Map<string, KeptRow>();
  for (const table of [shared, earlier]) {
    if (table === undefined || !isOf(table, embedder)) continue;
    for (const [key, row] of rowsByText(table)) known.set(key, row);
  }
  const kind = { embedder: embedder.name, textVersion: embeddingTextVersion, dimensions: embedder.dimensions };
  const log = await openVectorLog(logPath(path), kind);
  try {
    const { signal, onEmbedded } = source;
    const set = await buildVectors(
      {
        collection: name,
        fingerprint,
        apis: source.rebuild(name),
        known,
        log,
        ...(onEmbedded === undefined ? {} : { onProgress: apis => onEmbedded({ collection: name, apis }) }),
        ...(signal === undefined ? {} : { signal }),
      },
      embedder,
    );
    await writeVectorSet(path, set);
    return set;
  } finally {
    await log.close();
  }
}

async function readUsable(path: string): Promise<VectorSet | RebuildNotice['reason']> {
  try {
    return (await readVectorSet(path)) ?? 'missing';
  } catch (thrown) {
    if (thrown instanceof CapuchinError && thrown.code === 'index-damaged') return 'damaged';
    throw thrown;
  }
}

function isCurrent(set: VectorSet, { name, fingerprint }: IndexedCollection, embedder: Embedder): boolean {
  return set.collection === name && set.fingerprint === fingerprint && isOf(set, embedder);
}

function isOf({ embedder, dimensions, textVersion }: VectorTable, { name, dimensions: wanted }: Embedder): boolean {
  return embedder === name && dimensions === wanted && textVersion === embeddingTextVersion;
}
