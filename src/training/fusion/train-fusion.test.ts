import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../base/index.js';
import { type FusionModel, featureCount, featurePlace } from '../../retrieval/index.js';
import { madeExamples, modelOf } from './fixtures/made-examples.js';
import type { FusionExample } from './fusion-example.js';
import { scoreExample } from './score-example.js';
import { trainFusion } from './train-fusion.js';

const train = (
  examples: readonly FusionExample[],
  options: { from?: FusionModel; decay?: number; seed?: number } = {},
) => trainFusion(examples, { ...options, random: seededRandom(options.seed ?? 1) });
const meanNdcg = (model: FusionModel, examples: readonly FusionExample[]) =>
  examples.reduce((sum, example) => sum + scoreExample(model, example)['ndcg@5'], 0) / examples.length;
const distance = (a: FusionModel, b: FusionModel) =>
  Math.hypot(...a.linear.map((weight, i) => weight - (b.linear[i] as number)));

describe('trainFusion', () => {
  it('learns which feature says what is right, and orders requests that it has not seen by it', () => {
    const model = train(madeExamples(200, 'titleShare'));
    const strongest = [...model.linear.keys()].sort(
      (a, b) => (model.linear[b] as number) - (model.linear[a] as number),
    );
    expect(strongest[0]).toBe(featurePlace.titleShare);
    expect(meanNdcg(model, madeExamples(100, 'titleShare', 2))).toBeGreaterThan(0.95);
  });

  it('gives equal weights for equal seeds', () => {
    const examples = madeExamples(40, 'rank');
    expect(train(examples)).toEqual(train(examples));
    expect(train(examples, { seed: 2 })).not.toEqual(train(examples));
  });

  it('stays the nearer to where it began, the stronger the decay', () => {
    const from = modelOf('toolOfBest');
    const examples = madeExamples(60, 'titleShare');
    const moved = [0, 0.1, 10].map(decay => distance(train(examples, { from, decay }), from)) as [
      number,
      number,
      number,
    ];
    expect(moved[0]).toBeGreaterThan(moved[1]);
    expect(moved[1]).toBeGreaterThan(5 * moved[2]);
  });

  it('learns nothing from requests without a right candidate', () => {
    const from = modelOf('toolOfBest');
    const examples = madeExamples(5, 'rank').map(each => ({ ...each, relevant: new Uint8Array(each.relevant.length) }));
    expect(train(examples, { from })).toEqual(from);
    expect(train([], { from })).toEqual(from);
    expect(train([]).linear.every(weight => weight === 0)).toBe(true);
  });

  it('lets a feature that never varied say nothing', () => {
    const examples = madeExamples(30, 'titleShare').map(each => {
      const features = each.features.map((value, i) => (i % featureCount === featurePlace.dense ? 0.25 : value));
      return { ...each, features };
    });
    const model = train(examples);
    expect(model.linear[featurePlace.dense]).toBeCloseTo(0, 6);
  });

  it('stops when told to', () => {
    const signal = AbortSignal.abort(new Error('enough'));
    expect(() => trainFusion(madeExamples(3, 'rank'), { random: seededRandom(1), signal })).toThrow('enough');
  });
});
