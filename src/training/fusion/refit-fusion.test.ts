import { describe, expect, it } from 'vitest';
import {
  type FusionWeights,
  featureNames,
  fitFeatures,
  lexicalIndexOver,
  packagedWeights,
} from '../../retrieval/index.js';
import type { TrainingPair } from './collect-examples.js';
import { modelOf } from './fixtures/made-examples.js';
import { smallApi } from './fixtures/small-api.js';
import { type RefitProgress, refitFusion } from './refit-fusion.js';
import { roundedWeights } from './rounded-weights.js';

const goods = ['soup', 'cake', 'bread', 'cheese', 'apple', 'onion', 'pepper', 'honey', 'butter', 'rice', 'salt', 'tea'];

/** Each tool sells one thing; its titles say what is done. */
const apis = goods.flatMap(good =>
  ['buy', 'return', 'rate'].map(verb =>
    smallApi(`c/${verb}-${good}`, { tool: `${good} shop`, title: `${verb} ${good}`, description: `All of ${good}.` }),
  ),
);
const pairs: TrainingPair[] = goods.flatMap(good =>
  ['buy', 'return', 'rate'].map(verb => ({
    query: `I want to ${verb} some ${good} today`,
    relevant: new Set([`c/${verb}-${good}`]),
  })),
);

/** Puts last what has most of the request. */
async function wrongWeights(): Promise<FusionWeights> {
  const packaged = await packagedWeights();
  const model = modelOf('scoreOfBest');
  return {
    ...packaged,
    ...roundedWeights({ ...model, linear: model.linear.map(weight => -0.2 * weight) }, packaged.fit),
  };
}

describe('refitFusion', () => {
  it('learns what the weights miss, and says what that gains on tools that were held out', async () => {
    const seen: RefitProgress[] = [];
    const refit = await refitFusion(
      pairs,
      { index: await lexicalIndexOver(apis) },
      { before: await wrongWeights(), folds: 3, onProgress: progress => seen.push(progress) },
    );
    expect(refit).toMatchObject({
      pairs: 36,
      unknown: 0,
      heldOut: 'tools',
      helps: true,
      gain: { folds: 3, leftOut: 0 },
    });
    expect(refit.gain['ndcg@5'].interval[0]).toBeGreaterThan(0.2);
    expect(refit.model.linear).toHaveLength(featureNames.length);
    expect(refit.fit.weights).toHaveLength(fitFeatures.length);
    expect(refit.fitGain.after.brier).toBeLessThanOrEqual(refit.fitGain.before.brier);
    expect(seen.at(-1)).toEqual({ stage: 'training', done: 4, total: 4 });
    const searched = seen.filter(({ stage }) => stage === 'searching');
    expect(searched.map(({ done }) => done)).toEqual(searched.map((_, i) => i + 1));
    expect(searched).toHaveLength(searched[0]?.total ?? 0);
  });

  it('gives the same for the same seed', async () => {
    const source = { index: await lexicalIndexOver(apis) };
    const options = { before: await packagedWeights(), folds: 2, seed: 7, maxPairs: 10 };
    const refit = await refitFusion(pairs, source, options);
    expect(refit.pairs).toBe(10);
    expect(await refitFusion(pairs, source, options)).toEqual(refit);
  });

  it('holds single APIs out where there are fewer tools than folds', async () => {
    const few = apis.slice(0, 3);
    const refit = await refitFusion(
      pairs,
      { index: await lexicalIndexOver(few) },
      { before: await packagedWeights(), folds: 3 },
    );
    expect(refit).toMatchObject({ pairs: 3, unknown: 33, heldOut: 'APIs', gain: { leftOut: 0 }, helps: false });
    expect(refit.gain['ndcg@5'].n).toBe(3);
  });

  it('keeps what it began with where there is nothing to learn from', async () => {
    const before = await packagedWeights();
    const refit = await refitFusion([], { index: await lexicalIndexOver(apis) }, { before });
    expect(refit).toMatchObject({ pairs: 0, helps: false, fit: before.fit, fitGain: { isRetrained: false, n: 0 } });
    expect(roundedWeights(refit.model, refit.fit).model).toEqual(before.model);
  });

  it('stops when told to', async () => {
    const stop = new AbortController();
    const refit = refitFusion(
      pairs,
      { index: await lexicalIndexOver(apis), signal: stop.signal },
      { before: await packagedWeights(), onProgress: ({ done }) => done === 25 && stop.abort(new Error('enough')) },
    );
    await expect(refit).rejects.toThrow('enough');
  });
});
