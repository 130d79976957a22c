import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createProgress, seededRandom, systemClock, UsageError } from '../base/index.js';
import type { RetrievalQuery } from '../evaluation/index.js';
import { readStaticModel, shippedModel } from '../models/index.js';
import { retrieverNamed } from '../retrieval/index.js';
import { type TrainedArm, trainDenseArm, writeStaticModel } from '../training/index.js';
import type { Io } from './io.js';
import { keptRetriever } from './retriever-weights.js';
import type { TrainingWanted } from './train-fusion-arm.js';
import type { Workbench } from './workbench.js';
import { writeWhole } from './write-whole.js';

/** Tunes the static model of the settings, or the packaged one where the settings name what was kept last time. */
export async function trainStaticModel(
  io: Io,
  bench: Workbench,
  pairs: readonly RetrievalQuery[],
  { collection, seed, folds, limit, heldOut }: TrainingWanted,
): Promise<TrainedArm> {
  const model = await readStaticModel(sourceModel(io, bench));
  const source = await bench.source([collection]);
  const store = await bench.store();
  const words = await retrieverNamed('lexical')({ ...source, load: ids => store.get(ids, 'outline') });
  const random = seededRandom(`dense ${seed}`);
  const task = createProgress(io.stderr, { clock: systemClock }).start({ label: 'training vectors', unit: 'steps' });
  try {
    const arm = await trainDenseArm(limit === undefined ? pairs : random.shuffle(pairs).slice(0, limit), {
      model,
      apis: [...store.outlines(collection)],
      words,
      random,
      signal: io.signal,
      onProgress: (done, total) => task.update(done, total),
      ...(folds === undefined ? {} : { folds }),
      ...(heldOut === undefined ? {} : { heldOut }),
    });
    task.end();
    return arm;
  } catch (thrown) {
    task.fail();
    throw thrown;
  }
}

/** Gives the path of the folder. */
export async function keepStaticModel(
  io: Io,
  bench: Workbench,
  { model }: TrainedArm,
  out: string | undefined,
): Promise<string> {
  const path = out ?? keptRetriever(bench.folders).dense;
  await writeWhole(path, unfinished => writeStaticModel(unfinished, model, sourceModel(io, bench)));
  return path;
}

function sourceModel(io: Io, { settings, folders }: Workbench): string {
  const { embedder } = settings;
  if (embedder === 'static') return shippedModel;
  const folder = resolve(io.cwd, embedder);
  if (folder === keptRetriever(folders).dense) return shippedModel; // it has seen the pairs of last time
  if (existsSync(join(folder, 'model.safetensors'))) return folder;
  throw new UsageError(`--arm dense trains a static model, and "${embedder}" is none; set the embedder to static`);
}
