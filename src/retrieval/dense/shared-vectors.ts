import { join } from 'node:path';
import { CapuchinError } from '../../base/index.js';
import { readVectorTable, writeVectorTable } from './vector-file.js';
import type { VectorSet } from './vector-set.js';
import { type VectorTable, vectorTable } from './vector-table.js';
import { fileNameOf } from './vectors-path.js';

/** What a file of vectors holds. */
export interface SharedVectors {
  readonly embedder: string;
  readonly texts: number;
}

/**
 * Writes the vectors of collections by what their texts hash to: they serve whoever has the same texts, from whatever
 * import. The texts themselves and the ids are not in the file.
 *
 * @throws CapuchinError `vectors-differ` when the sets were not all made by one embedder; `index-not-written`.
 */
export async function exportVectors(path: string, sets: readonly VectorSet[]): Promise<SharedVectors> {
  const table = vectorTable(sets);
  if (table === undefined) throw new CapuchinError('not-found', 'there are no vectors to export');
  await writeVectorTable(path, table);
  return sharedOf(table);
}

/**
 * Keeps the vectors of a file beside the indexes in `folder`, with what was imported before: texts that they are of are
 * not embedded when vectors are made there next.
 *
 * @throws CapuchinError `index-damaged` for a file that is none or was changed; `not-found`.
 */
export async function importVectors(path: string, folder: string): Promise<SharedVectors> {
  const table = await readVectorTable(path);
  if (table === undefined) throw new CapuchinError('not-found', `there are no vectors of this version in ${path}`);
  const earlier = await readSharedVectors(folder, table.embedder);
  const isAlike = earlier?.dimensions === table.dimensions && earlier.textVersion === table.textVersion;
  const merged = vectorTable(isAlike ? [earlier, table] : [table]) as VectorTable;
  await writeVectorTable(sharedPath(folder, table.embedder), merged);
  return sharedOf(table);
}

/** What was imported for an embedder; nothing when nothing was, or when what was is damaged. */
export async function readSharedVectors(folder: string, embedder: string): Promise<VectorTable | undefined> {
  try {
    return await readVectorTable(sharedPath(folder, embedder));
  } catch (thrown) {
    if (thrown instanceof CapuchinError && thrown.code === 'index-damaged') return undefined; // can be imported again
    throw thrown;
  }
}

/** No collection's name begins like it. */
function sharedPath(folder: string, embedder: string): string {
  return join(folder, `_shared.${fileNameOf(embedder)}.vectors`);
}

function sharedOf({ embedder, scales }: VectorTable): SharedVectors {
  return { embedder, texts: scales.length };
}
