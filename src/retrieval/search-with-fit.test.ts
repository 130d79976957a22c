import { describe, expect, it } from 'vitest';
import { fusedOver } from './fusion/fused-over.js';
import { lexicalOver } from './lexical/lexical-retriever.js';
import { sampleApi } from './retriever.contract.js';
import { searchWithFit } from './search-with-fit.js';

const apis = ['refund a charge', 'charge a card', 'list cards', 'weather of a city'].map((description, i) =>
  sampleApi(`shop/${i}`, { description }),
);

describe('searchWithFit', () => {
  it('judges a request the same however many hits are wanted', async () => {
    const retriever = await fusedOver(apis);
    const one = await searchWithFit(retriever, 'refund the charge', 1);
    const all = await searchWithFit(retriever, 'refund the charge', 4);
    expect(one.hits).toEqual(all.hits.slice(0, 1));
    expect(one.fit).toEqual(retriever.fit?.(all.hits));
    expect(one.fit).toEqual(all.fit);
  });

  it('says nothing of fit where the retriever cannot tell', async () => {
    const found = await searchWithFit(await lexicalOver(apis), 'refund', 2);
    expect(Object.keys(found)).toEqual(['hits']);
    expect(found.hits[0]?.api.id).toBe('shop/0');
  });
});
