import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../base/index.js';
import { featureCount, featureNames } from './feature-names.js';
import { fitFeatures } from './fit-model.js';
import { fusionModelOf, readFusionWeights } from './fusion-weights.js';
import { packagedWeights } from './packaged-weights.js';

const numbers = (count: number, value: number) => Array<number>(count).fill(value);
const model = {
  mean: numbers(featureCount, 0.5),
  deviation: numbers(featureCount, 0.25),
  linear: numbers(featureCount, 1),
};
const fit = {
  features: [...fitFeatures],
  mean: numbers(fitFeatures.length, 0.5),
  deviation: numbers(fitFeatures.length, 0.25),
  weights: numbers(fitFeatures.length, 1),
  bias: 0,
  threshold: 0.5,
};
const weights = { format: 'capuchin-fusion', version: 1, made: 'by hand', features: [...featureNames], model, fit };

describe('weights in a file', () => {
  it('are read as they are', () => {
    expect(readFusionWeights(weights, 'w.json')).toEqual(weights);
    expect(fusionModelOf(readFusionWeights(weights, 'w.json'))).toEqual({
      mean: Float32Array.from(model.mean),
      deviation: Float32Array.from(model.deviation),
      linear: Float32Array.from(model.linear),
    });
  });

  it.each<[string, JsonObject | string, string]>([
    ['no object', 'weights', 'it is no file of fusion weights'],
    ['another format', { ...weights, format: 'other' }, 'it is no file of fusion weights'],
    ['another version', { ...weights, version: 2 }, 'version 2 is not known here'],
    ['no features', { ...weights, features: 'rank' }, 'they are of other features'],
    ['features in another order', { ...weights, features: [...featureNames].reverse() }, 'they are of other features'],
    ['fewer features', { ...weights, features: featureNames.slice(1) }, 'they are of other features'],
    ['no model', { ...weights, model: [] }, 'there is no model in it'],
    ['a short list', { ...weights, model: { ...model, mean: [1] } }, 'mean is not one number for each feature'],
    [
      'a text among the numbers',
      { ...weights, model: { ...model, linear: ['1', ...model.linear.slice(1)] } },
      'linear is not one number for each feature',
    ],
    [
      'a deviation to divide by that is 0',
      { ...weights, model: { ...model, deviation: [0, ...model.deviation.slice(1)] } },
      'a deviation is not above 0',
    ],
    ['no fit', { ...weights, fit: 'none' }, 'there is no fit in it, or one of other features'],
    [
      'a fit of other features',
      { ...weights, fit: { ...fit, features: ['rank'] } },
      'there is no fit in it, or one of other features',
    ],
    [
      'a fit without a threshold',
      { ...weights, fit: { ...fit, threshold: 'low' } },
      'there is no fit in it, or one of other features',
    ],
    [
      'a fit with a deviation of 0',
      { ...weights, fit: { ...fit, deviation: [0, ...fit.deviation.slice(1)] } },
      'there is no fit in it, or one of other features',
    ],
  ])('are refused with %s, saying so', (_, value, why) => {
    expect(() => readFusionWeights(value, 'w.json')).toThrow(
      expect.objectContaining({
        code: 'unusable-weights',
        message: `the retriever's weights in w.json cannot be used: ${why}; make new ones with \`capuchin train retriever\`, or delete the file`,
      }),
    );
  });

  it('come with the package, made for its features', async () => {
    const packaged = await packagedWeights();
    expect(packaged).toMatchObject({ format: 'capuchin-fusion', version: 1, features: featureNames });
    expect(packaged.made).not.toBe('');
    expect(packaged.fit.threshold).toBeGreaterThan(0);
    expect(packaged.fit.threshold).toBeLessThan(1);
  });
});
