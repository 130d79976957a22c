import { expect, it } from 'vitest';
import { featureNames, fitFeatures, fusionModelOf, readFusionWeights } from '../../retrieval/index.js';
import { modelOf } from './fixtures/made-examples.js';
import { roundedWeights } from './rounded-weights.js';
import { trainFit } from './train-fit.js';

it('makes weights that are read again, to six digits', () => {
  const model = { ...modelOf('rank'), linear: modelOf('rank').linear.map(value => value / 3) };
  const fit = { ...trainFit([]), bias: 1.23456789 };
  const rounded = roundedWeights(model, fit);
  const file = { format: 'capuchin-fusion', version: 1, made: 'here', features: featureNames, ...rounded };
  const read = readFusionWeights(JSON.parse(JSON.stringify(file)), 'a test');
  expect(read.fit).toEqual({ ...fit, features: fitFeatures, bias: 1.23457 });
  const { linear } = fusionModelOf(read);
  for (const [place, value] of linear.entries()) expect(value).toBeCloseTo(model.linear[place] as number, 6);
});
