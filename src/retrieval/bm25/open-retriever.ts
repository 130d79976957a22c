import { join } from 'node:path';
import { CapuchinError } from '../../base/index.js';
import { checkCollectionName } from '../../catalog/index.js';
import type { Analyzer } from '../analysis/analyzer.js';
import type { Retriever } from '../retriever.js';
import type { IndexedCollection, RebuildNotice, RetrieverSource } from '../retriever-source.js';
import { bm25Retriever } from './bm25-retriever.js';
import { buildSegment } from './build-segment.js';
import type { Segment } from './segment.js';
import { readSegment, writeSegment } from './segment-file.js';

/**
 * A BM25 retriever over collections whose index files lie in one folder, `<collection>.<analyzer>.bm25`. A file that is
 * missing, damaged, or made of other content or by another version is made anew first.
 */
export async function openRetriever(source: RetrieverSource, analyzer: Analyzer): Promise<Retriever> {
  const segments: Segment[] = [];
  // One after the other: making an index takes a whole core and much memory.
  for (const collection of source.collections) segments.push(await openSegment(source, collection, analyzer));
  return bm25Retriever(segments, analyzer, ids => source.load(ids), source.variants);
}

async function openSegment(
  source: RetrieverSource,
  collection: IndexedCollection,
  analyzer: Analyzer,
): Promise<Segment> {
  checkCollectionName(collection.name);
  const path = join(source.folder, `${collection.name}.${analyzer.name}.bm25`);
  const found = await readUsable(path);
  if (typeof found === 'object' && isOf(found, collection, analyzer)) return found;

  source.signal?.throwIfAborted();
  source.onRebuild?.({ collection: collection.name, reason: typeof found === 'object' ? 'outdated' : found });
  const { signal } = source;
  const segment = await buildSegment(
    {
      collection: collection.name,
      fingerprint: collection.fingerprint,
      apis: source.rebuild(collection.name),
      ...(signal === undefined ? {} : { signal }),
    },
    analyzer,
  );
  await writeSegment(path, segment);
  return segment;
}

async function readUsable(path: string): Promise<Segment | RebuildNotice['reason']> {
  try {
    return (await readSegment(path)) ?? 'missing';
  } catch (thrown) {
    if (thrown instanceof CapuchinError && thrown.code === 'index-damaged') return 'damaged';
    throw thrown;
  }
}

function isOf(segment: Segment, { name, fingerprint }: IndexedCollection, analyzer: Analyzer): boolean {
  return (
    segment.collection === name &&
    segment.fingerprint === fingerprint &&
    segment.analyzer === analyzer.name &&
    segment.analyzerVersion === analyzer.version
  );
}
