import type { Random } from '../../base/index.js';
import { type FusionModel, featureCount, standardised } from '../../retrieval/index.js';
import { Adam, fallingRate } from './adam.js';
import type { FusionExample } from './fusion-example.js';

export interface FusionTraining {
  readonly epochs?: number;
  readonly learningRate?: number;
  /** How strongly weights are drawn to 0, or to those of `from`. */
  readonly decay?: number;
  readonly batchSize?: number;
  /** Where to begin; what a few examples do not speak of stays as it was. */
  readonly from?: FusionModel;
  readonly random: Random;
  readonly signal?: AbortSignal;
}

/**
 * Learns to order candidates from examples: the cross-entropy between the softmax of the scores of a request's candidates
 * and a distribution that is even over the right ones (ListNet's top-one loss, Cao et al. 2007), by Adam (Kingma & Ba 2015)
 * with a falling rate. Examples without a right candidate teach nothing and are left out. Equal seeds give equal weights.
 */
export function trainFusion(examples: readonly FusionExample[], options: FusionTraining): FusionModel {
  const { epochs = 20, learningRate = 0.01, decay = 0.01, batchSize = 8, from, random, signal } = options;
  const taught = examples.filter(({ relevant }) => relevant.includes(1));
  const start = from ?? { ...momentsOf(taught), linear: new Float32Array(featureCount) };
  const rows = taught.map(({ features }) => features.map((value, i) => standardised(start, value, i % featureCount)));
  const weights = Float64Array.from(start.linear);
  const adam = new Adam(featureCount);
  const steps = epochs * Math.ceil(taught.length / batchSize);
  for (let epoch = 0; epoch < epochs; epoch++) {
    signal?.throwIfAborted();
    const order = random.shuffle([...taught.keys()]);
    for (let first = 0; first < order.length; first += batchSize) {
      const batch = order.slice(first, first + batchSize);
      const gradient = weights.map((weight, i) => decay * (weight - (start.linear[i] as number)));
      for (const place of batch) {
        addGradient(
          rows[place] as Float32Array,
          (taught[place] as FusionExample).relevant,
          weights,
          1 / batch.length,
          gradient,
        );
      }
      adam.step(weights, gradient, fallingRate(learningRate, adam.steps, steps));
    }
  }
  return { ...start, linear: Float32Array.from(weights) };
}

/** Mean and deviation of each feature over all candidates. */
function momentsOf(examples: readonly FusionExample[]): Pick<FusionModel, 'mean' | 'deviation'> {
  const sum = new Float64Array(featureCount);
  const squares = new Float64Array(featureCount);
  let count = 0;
  for (const { features } of examples) {
    for (let i = 0; i < features.length; i++) {
      const value = features[i] as number;
      (sum[i % featureCount] as number) += value;
      (squares[i % featureCount] as number) += value * value;
    }
    count += features.length / featureCount;
  }
  const mean = sum.map(total => total / Math.max(1, count));
  const deviation = squares.map((total, i) => {
    const variance = total / Math.max(1, count) - (mean[i] as number) ** 2;
    return variance < 1e-9 ? unused : Math.sqrt(variance);
  });
  return { mean: Float32Array.from(mean), deviation: Float32Array.from(deviation) };
}

/** The deviation of a feature that never varied: whatever it is, it says nothing. */
const unused = 1e9;

function addGradient(
  rows: Float32Array,
  relevant: Uint8Array,
  weights: Float64Array,
  share: number,
  gradient: Float64Array,
): void {
  const scores = new Float64Array(relevant.length);
  let most = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < scores.length; row++) {
    let score = 0;
    for (let i = 0; i < featureCount; i++) score += (weights[i] as number) * (rows[row * featureCount + i] as number);
    scores[row] = score;
    most = Math.max(most, score);
  }
  const total = scores.reduce((sum, score) => sum + Math.exp(score - most), 0);
  const right = relevant.reduce((sum, each) => sum + each, 0);
  for (const [row, score] of scores.entries()) {
    const error = Math.exp(score - most) / total - (relevant[row] as number) / right;
    for (let i = 0; i < featureCount; i++)
      (gradient[i] as number) += share * error * (rows[row * featureCount + i] as number);
  }
}
