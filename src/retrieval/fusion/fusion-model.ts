import { featureCount } from './feature-names.js';

/**
 * A listwise ranking model, linear in standardised features:
 *
 *     score(x) = Σ over features f:  linear[f] · clamp((x[f] − mean[f]) / deviation[f], ±4)
 */
export interface FusionModel {
  readonly mean: Float32Array; // [features]
  readonly deviation: Float32Array; // [features]
  readonly linear: Float32Array; // [features]
}

/** Beyond so many deviations a feature says nothing more: what was never seen in training must not decide alone. */
const maxDeviations = 4;

/** The scores of rows of features. */
export function scoreRows(model: FusionModel, rows: Float32Array): Float32Array {
  const scores = new Float32Array(rows.length / featureCount);
  for (let row = 0; row < scores.length; row++) {
    let score = 0;
    for (let feature = 0; feature < featureCount; feature++) {
      score +=
        (model.linear[feature] as number) * standardised(model, rows[row * featureCount + feature] as number, feature);
    }
    scores[row] = score;
  }
  return scores;
}

/** What each feature of one row adds to its score. */
export function partsOfScore(model: FusionModel, row: Float32Array): Float32Array {
  return model.linear.map((weight, feature) => weight * standardised(model, row[feature] as number, feature));
}

export function standardised({ mean, deviation }: FusionModel, value: number, feature: number): number {
  return inDeviations(value, mean[feature] as number, deviation[feature] as number);
}

/** How many deviations a value is from the mean; beyond `maxDeviations` it counts no further. */
export function inDeviations(value: number, mean: number, deviation: number): number {
  return Math.max(-maxDeviations, Math.min(maxDeviations, (value - mean) / deviation));
}

/** The places of scores, best first; equal ones in their order. */
export function bestFirst(scores: ArrayLike<number>): number[] {
  return Array.from(scores, (_, place) => place).sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b);
}
