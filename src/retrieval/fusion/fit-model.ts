import type { Fit } from '../retriever.js';
import { featureCount, featurePlace } from './feature-names.js';

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

/** What is read of a request's hits, best first; all of it is relative to the request, so it holds for any collection. */
export const fitFeatures = [
  'topCovered',
  'topNamed',
  'topOwn',
  'topTitleShare',
  'topToolNamed',
  'topDescriptionShare',
  'topClauseCovered',
  'mostCovered',
  'mostNamed',
  'mostOwn',
  'mostToolCovered',
  'lead',
  'rarestTitleWord',
  'dense',
  'mostDense',
] as const;

/**
 * @param rows of features of the hits in their order; at most `fitDepth` of them count
 * @param scores of the hits
 */
export function readFitFeatures(rows: readonly Float32Array[], scores: readonly number[]): Float64Array {
  const first = rows[0] ?? new Float32Array(featureCount);
  const few = rows.slice(0, fitDepth);
  const top = (name: keyof typeof featurePlace) => first[featurePlace[name]] as number;
  const most = (name: keyof typeof featurePlace) =>
    few.reduce((largest, row) => Math.max(largest, row[featurePlace[name]] as number), 0);
  const [best = 0, ...others] = scores.slice(0, fitDepth);
  const mean = others.length === 0 ? best : others.reduce((sum, score) => sum + score, 0) / others.length;
  return Float64Array.of(
    top('coveredOfRequest'),
    top('namedOfRequest'),
    top('ownOfRequest'),
    top('titleShare'),
    top('toolNameShare'),
    top('descriptionShare'),
    top('clauseCovered'),
    most('coveredOfRequest'),
    most('namedOfRequest'),
    most('ownOfRequest'),
    most('toolCoveredOfRequest'),
    best - mean,
    most('rarestTitleWord'),
    top('dense'),
    most('dense'),
  );
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
  return values.map((value, i) => {
    const scaled = (value - (mean[i] as number)) / (deviation[i] as number);
    return Math.max(-maxDeviations, Math.min(maxDeviations, scaled));
  });
}

const maxDeviations = 4;
