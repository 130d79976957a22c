import { type FitModel, fitFeatures, scaledFit } from '../../retrieval/index.js';
import { Adam, fallingRate } from './adam.js';

/** What the best hits of a request have (`readFitFeatures`), and whether anything answers it. */
export interface FitExample {
  readonly values: Float64Array;
  readonly isAnswered: boolean;
}

const steps = 600;
const decay = 0.05;

/**
 * Logistic regression over standardised features, both outcomes with equal weight whatever their numbers, so that the
 * probability is calibrated for requests of which half have an answer.
 *
 * @param keptShare of answered requests, at the least, that the threshold must leave answered
 */
export function trainFit(examples: readonly FitExample[], keptShare = 0.95): FitModel {
  const size = fitFeatures.length;
  const scale = moments(examples, size);
  const rows = examples.map(({ values }) => scaledFit(scale, values));
  const answered = examples.filter(({ isAnswered }) => isAnswered).length;
  const share = (isAnswered: boolean) => 0.5 / Math.max(1, isAnswered ? answered : examples.length - answered);
  const weights = new Float64Array(size + 1); // the bias last
  const adam = new Adam(size + 1);
  for (let step = 0; step < steps; step++) {
    const gradient = weights.map((weight, i) => (i === size ? 0 : decay * weight));
    for (const [place, { isAnswered }] of examples.entries()) {
      const row = rows[place] as Float64Array;
      const error = (probabilityOf(weights, row) - Number(isAnswered)) * share(isAnswered);
      for (let i = 0; i < size; i++) (gradient[i] as number) += error * (row[i] as number);
      (gradient[size] as number) += error;
    }
    adam.step(weights, gradient, fallingRate(0.05, step, steps));
  }
  const likely = rows.filter((_, place) => examples[place]?.isAnswered).map(row => probabilityOf(weights, row));
  return {
    features: fitFeatures,
    ...scale,
    weights: [...weights.subarray(0, size)],
    bias: weights[size] as number,
    threshold: likely.sort((a, b) => a - b)[Math.floor((1 - keptShare) * likely.length)] ?? 0.5,
  };
}

function probabilityOf(weights: Float64Array, row: Float64Array): number {
  let logit = weights[row.length] as number;
  for (let i = 0; i < row.length; i++) logit += (weights[i] as number) * (row[i] as number);
  return 1 / (1 + Math.exp(-logit));
}

function moments(examples: readonly FitExample[], size: number) {
  const count = Math.max(1, examples.length);
  const mean = new Float64Array(size);
  for (const { values } of examples)
    for (let i = 0; i < size; i++) (mean[i] as number) += (values[i] as number) / count;
  const variance = new Float64Array(size);
  for (const { values } of examples) {
    for (let i = 0; i < size; i++)
      (variance[i] as number) += ((values[i] as number) - (mean[i] as number)) ** 2 / count;
  }
  return { mean: [...mean], deviation: Array.from(variance, value => (value < 1e-9 ? 1e9 : Math.sqrt(value))) };
}
