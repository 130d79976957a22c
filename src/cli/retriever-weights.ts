import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CapuchinError, type Folders, type JsonValue, messageOf } from '../base/index.js';
import type { FusionWeights } from '../retrieval/index.js';
import { type Io, note } from './io.js';
import type { Settings } from './settings.js';

/** Where `capuchin train retriever` keeps what it trained: weights, and a static model. */
export function keptRetriever({ data }: Pick<Folders, 'data'>): { readonly fusion: string; readonly dense: string } {
  const folder = join(data, 'retrievers');
  return { fusion: join(folder, 'fusion.json'), dense: join(folder, 'static') };
}

/**
 * The weights that the settings choose; `undefined` for those that come with the package. Kept weights that another
 * version made are said and passed over; a file that was named must be usable.
 */
export async function weightsInUse(
  io: Io,
  {
    settings,
    folders,
  }: { readonly settings: Pick<Settings, 'retrieverWeights'>; readonly folders: Pick<Folders, 'data'> },
): Promise<FusionWeights | undefined> {
  const { retrieverWeights } = settings;
  if (retrieverWeights === 'packaged') return undefined;
  if (retrieverWeights !== 'kept') return readWeights(resolve(io.cwd, retrieverWeights));
  const kept = keptRetriever(folders).fusion;
  if (!existsSync(kept)) return undefined;
  try {
    return await readWeights(kept);
  } catch (thrown) {
    if (!(thrown instanceof CapuchinError)) throw thrown;
    note(io, `capuchin: ${thrown.message}; until then the packaged weights are used`);
    return undefined;
  }
}

async function readWeights(path: string): Promise<FusionWeights> {
  const { readFusionWeights } = await import('../retrieval/index.js');
  let value: JsonValue;
  try {
    value = JSON.parse(await readFile(path, 'utf8')) as JsonValue;
  } catch (thrown) {
    const why = messageOf(thrown);
    throw new CapuchinError('unusable-weights', `the retriever's weights in ${path} cannot be read: ${why}`, {
      cause: thrown,
    });
  }
  return readFusionWeights(value, path);
}
