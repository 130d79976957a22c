import type { Fit } from '../retriever.js';
import { type FeatureName, featurePlace } from './feature-names.js';
import { inDeviations } from './fusion-model.js';

/** Logistic regression over what the best few hits have: whether any of them answers the request. */
export interface FitModel {
  readonly features: readonly string[];
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
  readonly weights: readonly number[];
  readonly bias: number;
  readonly threshold: number;
}

/** How many of the best hits are looked at. */
export const fitDepth = 5;

/** What of a hit's features says whether it answers: what it and its tool have of the request, and how far it leads. */
const readOfHits = [
  'coveredOfRequest',
  'namedOfRequest',
  'ownOfRequest',
  'titleShare',
  'toolNameShare',
  'descriptionShare',
  'clauseCovered',
  'toolOfRequest',
  'toolCoveredOfRequest',
  'scoreOfRequest',
  'titleOfRequest',
  'toolNameOfRequest',
  'descriptionOfRequest',
  'rarestTitleWord',
  'toolOfBest',
  'clauseOwn',
  'clauseScore',
  'ownOfTool',
  'bestSibling',
  'candidatesOfTool',
  'toolRank',
  'ownRank',
  'rank',
  'dense',
] as const satisfies readonly FeatureName[];

/**
 * What is read of the best hits of a request: each feature of the first, its largest value and its mean, and the first
 * score's lead over the others. All of it is relative to the request, so it holds for any collection.
 */
export const fitFeatures: readonly string[] = [
  ...readOfHits.flatMap(name => [`first ${name}`, `most ${name}`, `mean ${name}`]),
  'lead over mean',
  'lead over second',
  'lead over last',
];

/**
 * @param rows of features of the hits in their order; at most `fitDepth` of them count
 * @param scores of the hits
 */
export function readFitFeatures(rows: readonly Float32Array[], scores: readonly number[]): Float64Array {
  const few = rows.slice(0, fitDepth);
  const values = readOfHits.flatMap(name => {
    const column = few.map(row => row[featurePlace[name]] as number);
    return [column[0] ?? 0, Math.max(0, ...column), meanOf(column)];
  });
  const [best = 0, ...others] = scores.slice(0, fitDepth);
  const leads = [best - meanOf([best, ...others]), best - (others[0] ?? best), best - (others.at(-1) ?? best)];
  return Float64Array.from([...values, ...leads]);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

/** Nothing found fits nothing. */
export function fitOf(model: FitModel, rows: readonly Float32Array[], scores: readonly number[]): Fit {
  const { threshold } = model;
  if (rows.length === 0) return { probability: 0, threshold };
  return { probability: 1 / (1 + Math.exp(-fitLogit(model, readFitFeatures(rows, scores)))), threshold };
}

/** The log-odds that something fits. */
export function fitLogit(model: FitModel, values: Float64Array): number {
  return scaledFit(model, values).reduce((sum, value, i) => sum + (model.weights[i] as number) * value, model.bias);
}

/** In deviations from the mean, as the weights are for; at most four of them. */
export function scaledFit(
  { mean, deviation }: Pick<FitModel, 'mean' | 'deviation'>,
  values: Float64Array,
): Float64Array {
  return values.map((value, i) => inDeviations(value, mean[i] as number, deviation[i] as number));
}
