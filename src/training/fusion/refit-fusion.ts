import { seededRandom } from '../../base/index.js';
import { smallTalks, unfitTasks } from '../../datasets/index.js';
import { type FitModel, type FusionModel, type FusionWeights, fusionModelOf } from '../../retrieval/index.js';
import { type ExampleSource, fusionExamples, type TrainingPair } from './collect-examples.js';
import { type CrossValidation, crossValidate, dealTools } from './cross-validate.js';
import { type FitCandidates, fitCandidates, misfitCandidates } from './fit-examples.js';
import type { FusionExample } from './fusion-example.js';
import { type FitRefit, refitFit } from './refit-fit.js';
import { trainFusion } from './train-fusion.js';

export interface RefitOptions {
  /** What training starts from and is compared with; it must not have seen the pairs. */
  readonly before: FusionWeights;
  readonly folds?: number;
  readonly seed?: number;
  /** Of more pairs so many are drawn; 10,000 hold a quarter of a gigabyte and more. */
  readonly maxPairs?: number;
  readonly onProgress?: (progress: RefitProgress) => void;
}

export interface RefitProgress {
  /** Requests searched for, models trained. */
  readonly stage: 'searching' | 'training';
  readonly done: number;
  readonly total: number;
}

export interface FusionRefit {
  /** Trained on all pairs. */
  readonly model: FusionModel;
  readonly fit: FitModel;
  /** Pairs that it was trained on. */
  readonly pairs: number;
  /** Pairs of whose APIs the index knows none. */
  readonly unknown: number;
  /** What folds were made of: single APIs where there are fewer tools than folds. */
  readonly heldOut: 'tools' | 'APIs';
  readonly gain: CrossValidation;
  readonly fitGain: Omit<FitRefit, 'fit'>;
  /** Whether the interval of what NDCG@5 gains lies above 0: weights that do not help should not be used. */
  readonly helps: boolean;
}

/** How strongly weights are drawn to those that were there: what a few hundred requests cannot say stays as it was. */
const decay = 0.05;
/** Telling whether anything fits takes two searches a pair and learns little from more pairs than these. */
const maxFitPairs = 1000;
/** Requests that nothing answers for each pair, of two kinds. */
const misfitShare = 0.15;

/**
 * Refits the second stage to requests and what answers them, and measures by cross-validation with tools held out what
 * that gives. Equal pairs and seeds give equal weights. Four hundred pairs take seconds.
 */
export async function refitFusion(
  pairs: readonly TrainingPair[],
  source: ExampleSource,
  options: RefitOptions,
): Promise<FusionRefit> {
  const { folds = 5, seed = 1, maxPairs = 5000, onProgress } = options;
  const before = { model: fusionModelOf(options.before), fit: options.before.fit };
  const random = seededRandom(`refit ${seed}`);
  const drawn = pairs.length > maxPairs ? random.shuffle(pairs).slice(0, maxPairs) : pairs;
  const { index, signal } = source;
  const known = drawn.filter(({ relevant }) => [...relevant].some(id => index.documentOf(id) !== undefined));
  const fitPairs = random.shuffle(known).slice(0, maxFitPairs);
  const misfitCount = Math.ceil(misfitShare * fitPairs.length);
  const strangers = [
    ...smallTalks(misfitCount, random).map(({ request }) => request),
    ...unfitTasks(misfitCount, random),
  ];

  const total = known.length + fitPairs.length + strangers.length;
  let searched = 0;
  const onSearched = async () => {
    searched += 1;
    onProgress?.({ stage: 'searching', done: searched, total });
    if (searched % 20 === 0) await othersTurn(signal);
  };
  const found: FusionExample[] = [];
  for await (const example of fusionExamples(known, source)) {
    found.push(example);
    await onSearched();
  }
  const heldOut = new Set(found.flatMap(({ tools }) => tools)).size < folds ? 'APIs' : 'tools';
  const groupsOf = (pair: TrainingPair | undefined, tools: readonly string[]) =>
    heldOut === 'tools' ? tools : [...(pair?.relevant ?? [])];
  const examples = found.map((each, place) => ({ ...each, tools: groupsOf(known[place], each.tools) }));
  const answered: FitCandidates[] = [];
  for (const pair of fitPairs) {
    const both = await fitCandidates(pair, source);
    answered.push(...both.map(each => ({ ...each, tools: groupsOf(pair, each.tools) })));
    await onSearched();
  }
  const misfits: FitCandidates[] = [];
  for (const request of strangers) {
    misfits.push(await misfitCandidates(request, source));
    await onSearched();
  }

  const train = async (taught: readonly FusionExample[], part: string, done: number) => {
    onProgress?.({ stage: 'training', done, total: folds + 1 });
    await othersTurn(signal);
    return trainFusion(taught, {
      from: before.model,
      decay,
      random: seededRandom(`${part} ${seed}`),
      ...(signal === undefined ? {} : { signal }),
    });
  };
  const models: FusionModel[] = [];
  const gain = await crossValidate(examples, {
    before: before.model,
    train: async (taught, fold) => {
      const model = await train(taught, `fold ${fold}`, fold);
      models.push(model);
      return model;
    },
    folds,
    seed,
  });
  const model = await train(examples, 'all', folds);
  await othersTurn(signal);
  const foldOf = dealTools(examples, folds, seed);
  const { fit, ...fitGain } = refitFit(answered, misfits, { before, model, models, foldOf });
  onProgress?.({ stage: 'training', done: folds + 1, total: folds + 1 });
  return {
    model,
    fit,
    pairs: examples.length,
    unknown: drawn.length - known.length,
    heldOut,
    gain,
    fitGain,
    helps: gain['ndcg@5'].interval[0] > 0,
  };
}

/** Signals, and whatever else waits, are heard only when a long computation pauses. */
async function othersTurn(signal: AbortSignal | undefined): Promise<void> {
  await new Promise(resolve => setImmediate(resolve));
  signal?.throwIfAborted();
}
