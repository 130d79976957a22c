import { describe, expect, it } from 'vitest';
import { type ApiFilter, passes } from './api-filter.js';
import { bothFilters, filtered } from './filtered.js';
import { sampleApi } from './retriever.contract.js';
import type { Retriever } from './retriever.js';

const apis = [
  sampleApi('a/1', { provider: 'p', category: 'x', effect: 'read' }),
  sampleApi('a/2', { provider: 'p', category: 'y', effect: 'irreversible' }),
  sampleApi('b/3', { provider: 'q', category: 'x', effect: 'read' }),
];

/** Finds everything that passes. */
class Everything implements Retriever {
  readonly threshold = 0.5;
  async search(_query: string, k: number, { filter = {} }: { readonly filter?: ApiFilter } = {}) {
    return apis
      .filter(api => passes(api, filter))
      .slice(0, k)
      .map(api => ({ api, score: 1 }));
  }
  fit() {
    return { probability: 1, threshold: this.threshold };
  }
}

const found = async (retriever: Retriever, filter?: ApiFilter) =>
  (await retriever.search('x', 10, filter && { filter })).map(({ api }) => api.id);

describe('filtered', () => {
  it('asks for what passes', async () => {
    expect(await found(filtered(new Everything(), { providers: ['p'] }))).toEqual(['a/1', 'a/2']);
    expect(await found(filtered(new Everything(), {}))).toEqual(['a/1', 'a/2', 'b/3']);
  });

  it('asks for what passes the filter of the search as well', async () => {
    const reading = filtered(new Everything(), { effects: ['read'], accepts: api => api.id !== 'b/3' });
    expect(await found(reading, { categories: ['x'] })).toEqual(['a/1']);
    expect(await found(reading, { effects: ['irreversible'] })).toEqual([]);
  });

  it('judges and explains as the retriever does, where it does', () => {
    const retriever = filtered(new Everything(), {});
    expect(retriever.fit?.([])).toEqual({ probability: 1, threshold: 0.5 });
    expect('why' in retriever).toBe(false);
  });
});

describe('bothFilters', () => {
  it('passes exactly what both pass', () => {
    const parts: ApiFilter[] = [
      {},
      { collections: ['a'] },
      { providers: ['q', 'p'] },
      { categories: ['x'] },
      { effects: [] },
      { accepts: api => api.id < 'a/2' },
    ];
    for (const one of parts) {
      for (const other of parts) {
        const both = apis.filter(api => passes(api, one) && passes(api, other));
        expect(apis.filter(api => passes(api, bothFilters(one, other)))).toEqual(both);
      }
    }
  });
});
