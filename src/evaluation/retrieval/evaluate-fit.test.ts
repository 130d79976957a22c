import { describe, expect, it } from 'vitest';
import type { Api } from '../../catalog/index.js';
import { passes, type Retriever } from '../../retrieval/index.js';
import { evaluateFit, type FitRow } from './evaluate-fit.js';

/** Is as sure as the request says, of the APIs that may be found. */
const frank: Retriever = {
  async search(query, k, { filter = {} } = {}) {
    return ['a', 'b']
      .map(id => ({ api: { id } as Api, score: Number(query) }))
      .filter(hit => passes(hit.api, filter))
      .slice(0, k);
  },
  fit: hits => ({ probability: hits[0]?.score ?? 0, threshold: 0.5 }),
};

const rows: FitRow[] = [
  { query: '0.9', answerable: true, splits: ['easy'] },
  { query: '0.7', answerable: true, splits: ['hard'] },
  { query: '0.8', answerable: false, splits: ['hard'] },
  { query: '0.7', answerable: false, splits: ['hard'] },
];

describe('evaluateFit', () => {
  it('says how well probabilities tell the two apart and how true they are', async () => {
    const report = await evaluateFit({ rows, retriever: frank });
    const { intervals, reliability, splits, ...scores } = report;
    expect(scores).toEqual({
      rows: 4,
      answerable: 2,
      auroc: 0.625,
      accuracy: 0.5,
      brier: expect.closeTo((0.01 + 0.09 + 0.64 + 0.49) / 4, 12),
      calibrationError: expect.closeTo((0.1 + 2 * 0.2 + 0.8) / 4, 12),
    });
    expect(reliability.filter(({ count }) => count > 0)).toEqual([
      { from: 0.7, to: 0.8, count: 2, meanPredicted: expect.closeTo(0.7, 12), observed: 0.5 },
      { from: 0.8, to: 0.9, count: 1, meanPredicted: 0.8, observed: 0 },
      { from: 0.9, to: 1, count: 1, meanPredicted: 0.9, observed: 1 },
    ]);
    expect(intervals).toMatchObject({ auroc: [0, 1], accuracy: [0, 1] });
    expect(splits['easy']).toEqual({
      rows: 1,
      answerable: 1,
      accuracy: 1,
      brier: expect.closeTo(0.01, 12),
      calibrationError: expect.closeTo(0.1, 12),
    });
    expect(splits['hard']?.auroc).toBe(0.25);
  });

  it('searches only what a row allows', async () => {
    const only = (id: string) => ({ accepts: (api: Api) => api.id === id });
    const alone = (id: string): FitRow => ({ query: '1', answerable: id === 'a', filter: only(id) });
    const report = await evaluateFit({ rows: ['a', 'gone'].map(alone), retriever: frank });
    expect(report).toMatchObject({ auroc: 1, accuracy: 1, brier: 0 });
  });

  it('has nothing to say of nothing', async () => {
    expect(await evaluateFit({ rows: [], retriever: frank })).toMatchObject({
      rows: 0,
      accuracy: 0,
      brier: 0,
      splits: {},
    });
  });

  it('needs a retriever that can tell', async () => {
    const { search } = frank;
    await expect(evaluateFit({ rows, retriever: { search } })).rejects.toMatchObject({ code: 'usage' });
  });

  it('stops when told to, and tells of every row', async () => {
    let told = 0;
    await evaluateFit({ rows, retriever: frank, onScored: () => (told += 1) });
    expect(told).toBe(4);
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(evaluateFit({ rows, retriever: frank, signal })).rejects.toThrow('enough');
  });
});
