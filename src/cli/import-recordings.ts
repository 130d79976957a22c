import { resolve } from 'node:path';
import { CapuchinError } from '../base/index.js';
import { type CacheImportReport, importCache, openRecordingFile } from '../execution/index.js';
import type { Io } from './io.js';
import { openWorkbench } from './workbench.js';

/** Writes a cache folder's entries to a file of simulations, under the ids of an imported collection. */
export async function importRecordings(
  io: Io,
  folder: string,
  { out, collection }: { readonly out: string; readonly collection: string },
): Promise<CacheImportReport> {
  const bench = await openWorkbench(io, {});
  try {
    const store = await bench.store();
    const known = store.collections().map(each => each.name);
    if (!known.includes(collection)) {
      throw new CapuchinError(
        'not-found',
        `no collection named "${collection}"; there are: ${known.join(', ')}. Import one first: capuchin import toolbench <source>`,
      );
    }
    const file = await openRecordingFile(resolve(io.cwd, out), { holds: 'simulations', signal: io.signal });
    try {
      const apis = store.apis(collection);
      return await importCache(resolve(io.cwd, folder), { collection, apis, keep: file.keep, signal: io.signal });
    } finally {
      await file.close();
    }
  } finally {
    await bench.close();
  }
}
