import { rm } from 'node:fs/promises';
import { CapuchinError, createProgress, type RunningTask, systemClock } from '../base/index.js';
import type { Api } from '../catalog/index.js';
import {
  buildIndex,
  type IndexFaults,
  type IndexStatus,
  indexStatus,
  mergeIndex,
  type RetrieverSource,
  verifyIndex,
} from '../retrieval/index.js';
import { type Io, note } from './io.js';
import type { Workbench } from './workbench.js';

export async function indexInfo(bench: Workbench, names: readonly string[]): Promise<IndexStatus[]> {
  const { folder, collections } = await bench.source(names);
  const found: IndexStatus[] = [];
  for (const collection of collections) found.push(await indexStatus(folder, collection)); // one in memory at a time
  return found;
}

export interface BuiltIndex extends IndexStatus {
  /** False where it was up to date. */
  readonly made: boolean;
}

/**
 * Makes the indexes that searches need, one collection after the other; each is kept when it is done. A damaged file that
 * `verify` found is made anew, too.
 */
export async function buildIndexes(io: Io, bench: Workbench, names: readonly string[]): Promise<BuiltIndex[]> {
  const source = await bench.source(names);
  const store = await bench.store();
  const progress = createProgress(io.stderr, { clock: systemClock });
  const built: BuiltIndex[] = [];
  try {
    for (const collection of source.collections) {
      io.signal.throwIfAborted();
      const before = await verifyIndex(source.folder, collection, store.ids(collection.name));
      if (before.state === 'current' && !isSound(before)) await rm(before.path, { force: true });
      const total = store.collection(collection.name)?.apiCount;
      let task: RunningTask | undefined;
      const onRebuild = () => {
        task = progress.start({ label: `indexing ${collection.name}`, unit: 'APIs', total });
      };
      try {
        const status = await buildIndex(
          { ...countedSource(source, count => task?.update(count)), onRebuild },
          collection,
        );
        task?.end();
        built.push({ ...status, made: task !== undefined });
      } catch (thrown) {
        task?.fail();
        throw thrown;
      }
      await bench.retriever([collection.name]); // what else the chosen retriever keeps
    }
  } catch (thrown) {
    if (io.signal.aborted && built.length > 0) {
      note(
        io,
        `capuchin: ${built.length} of ${source.collections.length} are done; the same command goes on from here`,
      );
    }
    throw thrown;
  }
  return built;
}

export async function verifyIndexes(bench: Workbench, names: readonly string[]): Promise<IndexFaults[]> {
  const { folder, collections } = await bench.source(names);
  const store = await bench.store();
  const found: IndexFaults[] = [];
  for (const each of collections) found.push(await verifyIndex(folder, each, store.ids(each.name)));
  return found;
}

/** Up to date, whole, and with exactly the APIs of its collection. */
export function isSound({ state, missingCount, strangeCount }: IndexFaults): boolean {
  return state === 'current' && missingCount + strangeCount === 0;
}

export interface MergedIndex extends IndexStatus {
  readonly merged: boolean;
  readonly bytesBefore: number;
}

/** When collections are named, each must have a current index; else those that have none are passed over. */
export async function mergeIndexes(io: Io, bench: Workbench, names: readonly string[]): Promise<MergedIndex[]> {
  const { folder, collections } = await bench.source(names);
  const found: MergedIndex[] = [];
  for (const collection of collections) {
    io.signal.throwIfAborted();
    const { bytes: bytesBefore, state } = await indexStatus(folder, collection);
    if (names.length === 0 && state !== 'current') continue;
    const merged = await mergeIndex(folder, collection);
    found.push({ ...(await indexStatus(folder, collection)), merged, bytesBefore });
  }
  if (found.length === 0) {
    throw new CapuchinError('not-found', 'no index is up to date; run: capuchin index build');
  }
  return found;
}

/** Tells how many APIs were read so far, whichever way they are read. */
function countedSource(source: RetrieverSource, see: (count: number) => void): RetrieverSource {
  let count = 0;
  async function* counted(apis: AsyncIterable<Api> | Iterable<Api>): AsyncGenerator<Api> {
    for await (const api of apis) {
      count += 1;
      see(count);
      yield api;
    }
  }
  const { ofDocument } = source;
  return {
    ...source,
    rebuild: name => counted(source.rebuild(name)),
    ...(ofDocument === undefined ? {} : { ofDocument: (name, document) => counted(ofDocument(name, document)) }),
  };
}
