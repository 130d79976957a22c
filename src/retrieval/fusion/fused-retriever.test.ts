import { describe, expect, it } from 'vitest';
import type { Api } from '../../catalog/index.js';
import { lexical } from '../lexical/lexical.js';
import { lexicalIndexOver } from '../lexical/lexical-retriever.js';
import { collectionOf, partOfApis } from '../lexical/random-apis.contract.js';
import { loadFrom } from '../load-from.js';
import { retrieverContract, sampleApi } from '../retriever.contract.js';
import { featurePlace } from './feature-names.js';
import { fusedOver } from './fused-over.js';
import { fusedRetriever } from './fused-retriever.js';
import { packagedWeights } from './packaged-weights.js';

retrieverContract('fused', fusedOver);

const shop = [
  sampleApi('shop/refund', { tool: 'Payments', title: 'refundCharge', description: 'Refund a charge to the card.' }),
  sampleApi('shop/charge', { tool: 'Payments', title: 'createCharge', description: 'Charge a card.' }),
  sampleApi('sky/forecast', { tool: 'Weather', title: 'forecast', description: 'Weather forecast of a city.' }),
];

describe('fused', () => {
  it('says more of requests that something answers than of those that nothing does', async () => {
    const retriever = await fusedOver(shop);
    const fitOf = async (request: string) =>
      retriever.fit?.(await retriever.search(request, 5))?.probability ?? Number.NaN;
    expect(await fitOf('refund the charge to the card')).toBeGreaterThan(await fitOf('tell me a joke about a city'));
    expect(await fitOf('quux')).toBe(0);
  });

  it('takes the score of a hit apart', async () => {
    const retriever = await fusedOver(shop);
    const [first, second] = await retriever.search('refund a charge to my card', 2);
    const sum = (hit: typeof first) =>
      (hit === undefined ? [] : (retriever.why?.(hit) ?? [])).reduce((total, part) => total + part.contribution, 0);
    expect(sum(first) - sum(second)).toBeCloseTo((first?.score ?? 0) - (second?.score ?? 0), 4);
  });

  it('searches for each wish of a request', async () => {
    const retriever = await fusedOver(shop);
    const hits = await retriever.search(
      'Refund the charge to the card. Also, what is the weather forecast of Oslo?',
      2,
    );
    expect(hits.map(({ api }) => api.id).sort()).toEqual(['shop/refund', 'sky/forecast']);
  });

  it('judges what passes a filter as if nothing else were there', async () => {
    const others = shop.filter(api => api.id !== 'shop/refund');
    const request = 'refund a charge to my card';
    const accepts = ({ id }: Api) => id !== 'shop/refund';
    const filtered = await (await fusedOver(shop)).search(request, 5, { filter: { accepts } });
    expect(filtered.map(({ api }) => api.id)).toEqual(['shop/charge']);
    const retriever = await fusedOver(others);
    const alone = await retriever.search(request, 5);
    expect(filtered[0]?.features?.at(featurePlace.scoreOfBest)).toBe(alone[0]?.features?.at(featurePlace.scoreOfBest));
  });

  it('loads each API once for a filter that only whole APIs can tell', async () => {
    const loaded: string[] = [];
    const load = loadFrom(shop);
    const retriever = fusedRetriever(await lexicalIndexOver(shop), await packagedWeights(), {
      load: ids => {
        loaded.push(...ids);
        return load(ids);
      },
      variants: id => (id === 'shop/charge' ? ['shop/charge', 'shop/refund'] : []),
    });
    const hits = await retriever.search('charge a card. Also, refund the charge', 5, { filter: { effects: ['read'] } });
    expect(hits.length).toBeGreaterThan(0);
    expect(loaded.sort()).toEqual(['shop/charge', 'shop/refund']);
  });

  it('orders equal scores by id, also where later documents were added to an index', async () => {
    const all = ['sky/c', 'sky/a', 'sky/b'].map(id => sampleApi(id, { title: 'forecast' }));
    const parts = await Promise.all(all.map(api => partOfApis([api])));
    const index = lexical([await collectionOf('sky', ...parts)]);
    const retriever = fusedRetriever(index, await packagedWeights(), { load: loadFrom(all) });
    const hits = await retriever.search('forecast', 3);
    expect(hits.map(({ api }) => api.id)).toEqual(['sky/a', 'sky/b', 'sky/c']);
    expect(new Set(hits.map(({ score }) => score)).size).toBe(1);
  });
});
