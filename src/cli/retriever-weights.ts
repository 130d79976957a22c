import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CapuchinError, type Folders, type JsonValue, messageOf } from '../base/index.js';
import type { FusionKind, FusionWeights, WeightsByKind } from '../retrieval/index.js';
import { type Io, note } from './io.js';
import type { Settings } from './settings.js';

/** Where `capuchin train retriever` keeps what it trained: weights of `fused` and of `hybrid`, and a static model. */
export function keptRetriever({
  data,
}: Pick<Folders, 'data'>): { readonly [Kind in FusionKind]: string } & { readonly dense: string } {
  const folder = join(data, 'retrievers');
  return { fused: join(folder, 'fusion.json'), hybrid: join(folder, 'hybrid.json'), dense: join(folder, 'static') };
}

/** Which retriever's weights are trained: those of `hybrid` where it is the one that the settings choose. */
export function trainedKind({ retriever }: Pick<Settings, 'retriever'>): FusionKind {
  return retriever === 'hybrid' ? 'hybrid' : 'fused';
}

/**
 * The weights that the settings choose, none where those that come with the package are used. Kept weights that another
 * version made are said and passed over; a file that was named must be usable, and is by the retriever that it is of.
 */
export async function weightsInUse(
  io: Io,
  {
    settings,
    folders,
  }: { readonly settings: Pick<Settings, 'retrieverWeights'>; readonly folders: Pick<Folders, 'data'> },
): Promise<WeightsByKind> {
  const { retrieverWeights } = settings;
  if (retrieverWeights === 'packaged') return {};
  if (retrieverWeights !== 'kept') {
    const named = await readWeights(resolve(io.cwd, retrieverWeights));
    return { fused: named, hybrid: named };
  }
  const { fused, hybrid } = keptRetriever(folders);
  return { ...(await keptAs('fused', fused, io)), ...(await keptAs('hybrid', hybrid, io)) };
}

async function keptAs(kind: FusionKind, path: string, io: Io): Promise<WeightsByKind> {
  if (!existsSync(path)) return {};
  try {
    return { [kind]: await readWeights(path) };
  } catch (thrown) {
    if (!(thrown instanceof CapuchinError)) throw thrown;
    note(io, `capuchin: ${thrown.message}; until then the packaged weights are used`);
    return {};
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
