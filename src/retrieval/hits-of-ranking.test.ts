import { describe, expect, it } from 'vitest';
import { type HitSource, hitsOfRanking } from './hits-of-ranking.js';
import { sampleApi } from './retriever.contract.js';

const ids = Array.from({ length: 20 }, (_, i) => `shop/${String(i).padStart(2, '0')}`);
const apis = ids.map((id, i) => sampleApi(id, { effect: i % 5 === 4 ? 'read' : 'irreversible' }));

/** Writes down how many are asked for, and what is loaded. */
function rankingOf(known = apis, isIn: (id: string) => boolean = () => true) {
  const asked: number[] = [];
  const loaded: string[] = [];
  const ranking = {
    rank: (most: number) => {
      asked.push(most);
      return ids.slice(0, most).map((id, i) => ({ id, score: 100 - i }));
    },
    isIn,
  };
  const source: HitSource = {
    load: wanted => {
      loaded.push(...wanted);
      return known.filter(({ id }) => wanted.includes(id));
    },
    variants: () => [],
    filter: {},
  };
  return { ranking, source, asked, loaded };
}

describe('hits of a ranking', () => {
  it('are the best as whole APIs, and nothing else is loaded', async () => {
    const { ranking, source, asked, loaded } = rankingOf();
    expect(await hitsOfRanking(ranking, 2, source)).toEqual([
      { api: apis[0], score: 100 },
      { api: apis[1], score: 99 },
    ]);
    expect({ asked, loaded }).toEqual({ asked: [2], loaded: ids.slice(0, 2) });
  });

  it.each([0, -1])('are none of %i, without asking', async k => {
    const { ranking, source, asked, loaded } = rankingOf();
    expect(await hitsOfRanking(ranking, k, source)).toEqual([]);
    expect({ asked, loaded }).toEqual({ asked: [], loaded: [] });
  });

  it('leave out what is no longer known', async () => {
    const { ranking, source } = rankingOf(apis.filter(({ id }) => id !== 'shop/00'));
    expect((await hitsOfRanking(ranking, 2, source)).map(hit => hit.api.id)).toEqual(['shop/01']);
  });

  it('name the variants that they stand for, which give their places to the next', async () => {
    const { ranking, source, asked } = rankingOf(apis, id => id !== 'shop/03');
    const family = ['shop/00', 'shop/01', 'shop/03'];
    const variants = (id: string) => (family.includes(id) ? family : []);
    expect(await hitsOfRanking(ranking, 2, { ...source, variants })).toEqual([
      { api: apis[0], score: 100, variants: ['shop/01'] }, // the third is narrowed out
      { api: apis[2], score: 98 },
    ]);
    expect(asked).toEqual([2, 4]);
  });

  it('take more of the ranking until enough of it passes, and load nothing twice', async () => {
    const { ranking, source, asked, loaded } = rankingOf();
    const hits = await hitsOfRanking(ranking, 3, { ...source, filter: { effects: ['read'] } });
    expect(hits.map(hit => hit.api.id)).toEqual(['shop/04', 'shop/09', 'shop/14']);
    expect(asked).toEqual([6, 12, 24]);
    expect(loaded).toEqual(ids);
  });

  it('are all that pass where they are too few', async () => {
    const { ranking, source } = rankingOf();
    const filter = { accepts: (api: { readonly id: string }) => api.id === 'shop/19' };
    expect(await hitsOfRanking(ranking, 3, { ...source, filter })).toEqual([{ api: apis[19], score: 81 }]);
  });

  it('name only variants that pass as well', async () => {
    const { ranking, source } = rankingOf();
    const family = ['shop/03', 'shop/04', 'shop/09'];
    const variants = (id: string) => (family.includes(id) ? family : []);
    const hits = await hitsOfRanking(ranking, 1, { ...source, variants, filter: { effects: ['read'] } });
    expect(hits).toEqual([{ api: apis[4], score: 96, variants: ['shop/09'] }]);
  });

  it('stop when they are told to', async () => {
    const { ranking, source } = rankingOf();
    const aborted = {
      ...source,
      filter: { effects: ['read'] as const },
      signal: AbortSignal.abort(new Error('enough')),
    };
    await expect(hitsOfRanking(ranking, 3, aborted)).rejects.toThrow('enough');
  });
});
