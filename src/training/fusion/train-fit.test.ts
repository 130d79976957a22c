import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../base/index.js';
import { expectedCalibrationError, reliability } from '../../evaluation/index.js';
import { type FitModel, fitFeatures, fitLogit } from '../../retrieval/index.js';
import { type FitExample, trainFit } from './train-fit.js';

/** Answered with log-odds of twice the first value; the other values are noise. */
function examplesOf(count: number, seed: number): FitExample[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => {
    const values = Float64Array.from(fitFeatures, () => 2 * random.next() - 1);
    return { values, isAnswered: random.next() < 1 / (1 + Math.exp(-2 * (values[0] as number))) };
  });
}

const probabilityOf = (model: FitModel, values: Float64Array) => 1 / (1 + Math.exp(-fitLogit(model, values)));
const mean = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0) / numbers.length;

describe('trainFit', () => {
  it('gives probabilities that come true', () => {
    const model = trainFit(examplesOf(2000, 1));
    const labels = examplesOf(2000, 2).map(({ values, isAnswered }) => ({
      score: probabilityOf(model, values),
      positive: isAnswered,
    }));
    expect(expectedCalibrationError(reliability(labels))).toBeLessThan(0.06);
  });

  it('counts both outcomes alike, however many there are of each', () => {
    const all = examplesOf(2000, 3);
    const few = all.filter(({ isAnswered }, place) => isAnswered || place % 5 === 0);
    const means = [all, few].map(taught => {
      const model = trainFit(taught);
      return mean(all.map(({ values }) => probabilityOf(model, values)));
    }) as [number, number];
    expect(Math.abs(means[0] - means[1])).toBeLessThan(0.06); // counted as they are, they would say 0.8 and more
  });

  it('puts the threshold where the wanted share of answered requests lies above it', () => {
    const examples = examplesOf(1000, 4);
    const answered = examples.filter(({ isAnswered }) => isAnswered);
    for (const share of [0.8, 0.95]) {
      const model = trainFit(examples, share);
      const above = answered.filter(({ values }) => probabilityOf(model, values) >= model.threshold).length;
      expect(Math.abs(above / answered.length - share)).toBeLessThan(0.005);
    }
  });

  it('says nothing where it has learned nothing', () => {
    const model = trainFit([]);
    expect(model.threshold).toBe(0.5);
    expect(probabilityOf(model, new Float64Array(fitFeatures.length).fill(3))).toBe(0.5);
  });
});
