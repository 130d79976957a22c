import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../base/index.js';
import { type FitModel, featureCount, featurePlace, fitFeatures } from '../../retrieval/index.js';
import type { FitCandidates } from './fit-examples.js';
import { modelOf } from './fixtures/made-examples.js';
import { refitFit } from './refit-fit.js';

const tools = ['a', 'b', 'c', 'd'];
const foldOf = new Map(tools.map((tool, place) => [tool, place % 2]));
const model = modelOf('rank');
const random = seededRandom(1);

/** One candidate, which covers much of the request where it answers it. */
function candidates(tool: string, isAnswered: boolean): FitCandidates {
  const features = new Float32Array(featureCount);
  features[featurePlace.coveredOfRequest] = 0.5 * random.next() + (isAnswered ? 0.5 : 0);
  return { features, tools: [tool], ...(isAnswered ? { right: Uint8Array.of(1) } : {}) };
}

const answered = Array.from({ length: 40 }, (_, i) => candidates(tools[i % 4] as string, i % 8 < 4));
const misfits = Array.from({ length: 10 }, () => ({ ...candidates('', false), tools: [] }));

/** A fit that goes by how much of the request the best hit covers. */
function fitBy(weight: number): FitModel {
  const size = fitFeatures.length;
  return {
    features: fitFeatures,
    mean: new Array<number>(size).fill(0.5),
    deviation: new Array<number>(size).fill(0.25),
    weights: fitFeatures.map(name => (name === 'first coveredOfRequest' ? weight : 0)),
    bias: 0,
    threshold: 0.5,
  };
}

const refit = (fit: FitModel) =>
  refitFit(answered, misfits, { before: { model, fit }, model, models: [model, model], foldOf });

describe('refitFit', () => {
  it('puts a fit that learned in place of one that is wrong', () => {
    const { isRetrained, n, before, after, fit } = refit(fitBy(-3));
    expect({ isRetrained, n, before: before.auroc }).toEqual({ isRetrained: true, n: 50, before: 0 });
    expect(after.auroc).toBeGreaterThan(0.9);
    expect(after.brier).toBeLessThan(0.1);
    expect(fit.weights[fitFeatures.indexOf('first coveredOfRequest')]).toBeGreaterThan(0);
  });

  it('keeps a fit that says it better than what was learned', () => {
    const sure = fitBy(4);
    const { isRetrained, before, after, fit } = refit(sure);
    expect({ isRetrained, fit }).toEqual({ isRetrained: false, fit: sure });
    expect(after).toEqual(before);
  });
});
