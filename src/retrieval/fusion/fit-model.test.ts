import { describe, expect, it } from 'vitest';
import { type FeatureName, featureCount, featurePlace } from './feature-names.js';
import { type FitModel, fitDepth, fitFeatures, fitLogit, fitOf, readFitFeatures, scaledFit } from './fit-model.js';

const rowWith = (values: Partial<Record<FeatureName, number>>) => {
  const row = new Float32Array(featureCount);
  for (const [name, value] of Object.entries(values)) row[featurePlace[name as FeatureName]] = value;
  return row;
};
const read = (rows: readonly Float32Array[], scores: readonly number[]) => {
  const values = readFitFeatures(rows, scores);
  return (name: string) => values[fitFeatures.indexOf(name)];
};
const model: FitModel = {
  features: fitFeatures,
  mean: fitFeatures.map(() => 0.5),
  deviation: fitFeatures.map(() => 0.25),
  weights: fitFeatures.map(name => (name === 'first coveredOfRequest' ? 1 : 0)),
  bias: -1,
  threshold: 0.4,
};

describe('whether anything fits', () => {
  it('reads the first hit, the most of any and the mean', () => {
    const of = read(
      [rowWith({ titleShare: 0.25 }), rowWith({ titleShare: 1 }), rowWith({ titleShare: 0.25 })],
      [3, 1, 0],
    );
    expect([of('first titleShare'), of('most titleShare'), of('mean titleShare')]).toEqual([0.25, 1, 0.5]);
  });

  it('reads how far the first score leads', () => {
    const of = read([rowWith({}), rowWith({}), rowWith({})], [5, 3, 1]);
    expect([of('lead over mean'), of('lead over second'), of('lead over last')]).toEqual([2, 2, 4]);
    const alone = read([rowWith({})], [5]);
    expect([alone('lead over mean'), alone('lead over second'), alone('lead over last')]).toEqual([0, 0, 0]);
  });

  it('looks at no more than the best few', () => {
    const few = Array.from({ length: fitDepth }, (_, i) => rowWith({ rank: 1 / (1 + i) }));
    const scores = few.map((_, i) => -i);
    const more = readFitFeatures([...few, rowWith({ rank: 9 })], [...scores, -100]);
    expect(more).toEqual(readFitFeatures(few, scores));
  });

  it('has a value for each of its features, also without hits', () => {
    expect(readFitFeatures([], [])).toEqual(new Float64Array(fitFeatures.length));
    expect(new Set(fitFeatures).size).toBe(fitFeatures.length);
  });

  it('is sure that nothing fits where nothing was found', () => {
    expect(fitOf(model, [], [])).toEqual({ probability: 0, threshold: 0.4 });
  });

  it('is the logistic function of the weighed deviations', () => {
    const fit = fitOf(model, [rowWith({ coveredOfRequest: 0.75 })], [1]);
    expect(fit).toEqual({ probability: 1 / (1 + Math.exp(-(1 - 1))), threshold: 0.4 });
  });

  it('grows with what speaks for it, up to four deviations', () => {
    const shares = [-100, 0, 0.25, 0.5, 1, 1.5, 100];
    const probabilities = shares.map(share => fitOf(model, [rowWith({ coveredOfRequest: share })], [1]).probability);
    const growing = [-4, -2, -1, 0, 2, 4, 4].map(deviations => 1 / (1 + Math.exp(-(deviations - 1))));
    expect(probabilities).toEqual(growing);
    expect(scaledFit(model, Float64Array.of(100, -100, 0.5))).toEqual(Float64Array.of(4, -4, 0));
    expect(fitLogit({ ...model, bias: 3 }, new Float64Array(fitFeatures.length))).toBe(-2 + 3);
  });
});
