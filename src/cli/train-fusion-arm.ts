import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { createProgress, type RunningTask, systemClock } from '../base/index.js';
import type { RetrievalQuery } from '../evaluation/index.js';
import {
  denseArms,
  type FusionWeights,
  featureNames,
  type LexicalIndex,
  openDenseIndex,
  openLexical,
  type RetrieverSource,
  weightsFor,
} from '../retrieval/index.js';
import { type FusionRefit, type RefitProgress, refitFusion, roundedWeights } from '../training/index.js';
import type { Io } from './io.js';
import { keptRetriever, trainedKind } from './retriever-weights.js';
import { describeRefit } from './training-lines.js';
import type { Workbench } from './workbench.js';
import { writeWhole } from './write-whole.js';

export interface TrainingWanted {
  readonly collection: string;
  readonly seed: number;
  readonly folds?: number;
  readonly limit?: number;
  /** What is dealt into the folds; only vectors can be tested on requests for tools that were trained on. */
  readonly heldOut?: 'tools' | 'requests';
}

/**
 * Refits the weights of `fused`, or of `hybrid` where that is the retriever in use. What it starts from is what the package brings, or a file that the settings name: kept
 * weights have seen the pairs of last time, and measuring against those would say that nothing was gained.
 */
export async function trainFusionArm(
  io: Io,
  bench: Workbench,
  pairs: readonly RetrievalQuery[],
  { collection, seed, folds, limit }: TrainingWanted,
): Promise<FusionRefit> {
  const kind = trainedKind(bench.settings);
  const source = await bench.source([collection]);
  const index = await openLexical(source);
  const before = await weightsFor(kind, bench.settings.retrieverWeights === 'kept' ? {} : source.fusionWeights);
  const arms = kind === 'hybrid' ? { dense: await denseArmsOf(source, index) } : {};
  const shown = trainingProgress(io);
  const { variants } = source;
  try {
    const refit = await refitFusion(
      pairs,
      { index, signal: io.signal, ...arms, ...(variants === undefined ? {} : { variants }) },
      {
        before,
        seed,
        onProgress: shown.update,
        ...(folds === undefined ? {} : { folds }),
        ...(limit === undefined ? {} : { maxPairs: limit }),
      },
    );
    shown.end();
    return refit;
  } catch (thrown) {
    shown.fail();
    throw thrown;
  }
}

async function denseArmsOf(source: RetrieverSource, index: LexicalIndex): Promise<ReturnType<typeof denseArms>> {
  const vectors = await openDenseIndex(source);
  return denseArms(index, vectors.index, vectors.embedder);
}

/** Gives the path. */
export async function keepWeights(
  bench: Workbench,
  refit: FusionRefit,
  { collection, seed }: TrainingWanted,
  out: string | undefined,
): Promise<string> {
  const { settings } = bench;
  const isHybrid = trainedKind(settings) === 'hybrid';
  const retriever = isHybrid ? ` --retriever hybrid --embedder ${publicName(settings.embedder)}` : '';
  const weights: FusionWeights = {
    format: 'capuchin-fusion',
    version: 1,
    made: `capuchin train retriever${retriever} --collection ${collection} --seed ${seed} --folds ${refit.gain.folds}; ${describeRefit(refit)}`,
    features: featureNames,
    ...roundedWeights(refit.model, refit.fit),
  };
  const path = out ?? keptRetriever(bench.folders)[trainedKind(bench.settings)];
  await writeWhole(path, unfinished => writeFile(unfinished, `${JSON.stringify(weights, null, 1)}\n`));
  return path;
}

/** Without folders and addresses, since files of weights are given away. */
function publicName(embedder: string): string {
  return basename(embedder.replace(/[@#].*/, ''));
}

/** A line for each stage. */
function trainingProgress(io: Io) {
  const progress = createProgress(io.stderr, { clock: systemClock });
  const labels = {
    searching: { label: 'searching for each request', unit: 'searches' },
    training: { label: 'training, with tools held out', unit: 'models' },
  };
  let shown: { readonly stage: RefitProgress['stage']; readonly task: RunningTask } | undefined;
  return {
    update({ stage, done, total }: RefitProgress) {
      if (shown?.stage !== stage) {
        shown?.task.end();
        shown = { stage, task: progress.start({ ...labels[stage], total }) };
      }
      shown.task.update(done, total);
    },
    end: () => shown?.task.end(),
    fail: () => shown?.task.fail(),
  };
}
