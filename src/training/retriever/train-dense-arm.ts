import { type Random, seededRandom } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';
import { type PairedComparison, pairedComparison, type RetrievalQuery } from '../../evaluation/index.js';
import type { StaticModel } from '../../models/index.js';
import { embeddingText, type Retriever } from '../../retrieval/index.js';
import { denseArmBags, examplesOf } from './dense-arm-bags.js';
import { type ArmScores, armScores } from './dense-arm-gain.js';
import { heldOutFolds } from './held-out-folds.js';
import { copyOfTable, modelOfTable, type TokenTable, tokenTable } from './token-table.js';
import { stepCount, type TuneOptions, tuneTable } from './tune-table.js';

export interface DenseArmOptions extends Omit<TuneOptions, 'random' | 'onStep'> {
  /** What the training starts from, and is compared with. */
  readonly model: StaticModel;
  /** All that can be found: the relevant APIs of the requests and their rivals. */
  readonly apis: readonly Api[];
  /** The text of an API that is embedded; what dense retrievers embed, when absent. */
  readonly textOf?: (api: Api) => string;
  /** Finds APIs by words alone: what it finds wrongly is trained against, and what it finds is what vectors add to. */
  readonly words: Retriever;
  /**
   * What is measured: requests for `tools` without any request in the training (the default), or new `requests` for tools
   * that may have some, which is what a model trained on requests for all of one's own APIs will meet.
   */
  readonly heldOut?: 'tools' | 'requests';
  /** Parts that tools or requests are dealt into, each of which is held out once. */
  readonly folds?: number;
  /** Of each part so many requests are measured with, drawn at random. */
  readonly maxTested?: number;
  readonly random?: Random;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface TrainedArm {
  /** Trained on all requests. */
  readonly model: StaticModel;
  /** NDCG@5 of what was held out, with the model as it was and as it became. */
  readonly gain: {
    readonly alone: PairedComparison;
    /** Vectors' scores added to those of words. */
    readonly withWords: PairedComparison;
  };
  /** Whether, with words, the gain's interval lies above 0: a model that does not help should not be used. */
  readonly helps: boolean;
}

/**
 * Trains a static model's vectors and weights on requests and the APIs they need, and measures by cross-validation what
 * that gives.
 *
 * Fifteen thousand requests take seconds an epoch, and there are `epochs` for each fold and once more for all of them.
 */
export async function trainDenseArm(pairs: readonly RetrievalQuery[], options: DenseArmOptions): Promise<TrainedArm> {
  const {
    model,
    apis,
    textOf = embeddingText,
    words,
    folds = 3,
    maxTested = 500,
    random = seededRandom('dense arm'),
    signal,
  } = options;
  const bags = await denseArmBags(model, apis, textOf, pairs, words, signal);
  const before = tokenTable(model);
  const groupsOf = options.heldOut === 'requests' ? ({ query }: RetrievalQuery) => [query] : toolsOf(apis, folds);
  const parts = heldOutFolds(pairs, groupsOf, folds, random).filter(({ test }) => test.length > 0);

  const jobs = [...parts.map(({ train }) => train), pairs].map(asked => examplesOf(bags, asked));
  const total = jobs.reduce((sum, examples) => sum + stepCount(examples.length, options), 0);
  let done = 0;
  const onStep = () => options.onProgress?.(++done, total);
  const tuned = async (examples: (typeof jobs)[number]): Promise<TokenTable> => {
    const table = copyOfTable(before);
    await tuneTable(table, bags.documents, examples, { ...options, random, onStep });
    return table;
  };

  const scores = { before: noScores(), after: noScores() };
  for (const [i, { test }] of parts.entries()) {
    const tested = random.shuffle(test).slice(0, maxTested);
    add(scores.before, armScores(before, bags, tested));
    add(scores.after, armScores(await tuned(jobs[i] ?? []), bags, tested));
  }
  const gain = {
    alone: pairedComparison(scores.before.alone, scores.after.alone),
    withWords: pairedComparison(scores.before.withWords, scores.after.withWords),
  };
  const trained = modelOfTable(await tuned(jobs.at(-1) ?? []), model);
  return { model: trained, gain, helps: gain.withWords.interval[0] > 0 };
}

/** The tools that a request needs; its APIs, where there are fewer tools than parts to make of them. */
function toolsOf(apis: readonly Api[], folds: number): (query: RetrievalQuery) => readonly string[] {
  const tools = new Map(apis.map(api => [api.id, `${api.provider}/${api.tool}`]));
  if (new Set(tools.values()).size < folds) return ({ relevant }) => [...relevant];
  return ({ relevant }) => [...relevant].map(id => tools.get(id) ?? id);
}

function noScores(): ArmScores {
  return { alone: [], withWords: [] };
}

function add(all: ArmScores, more: ArmScores): void {
  all.alone.push(...more.alone);
  all.withWords.push(...more.withWords);
}
