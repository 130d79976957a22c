import { describe, expect, it } from 'vitest';
import type { Api } from '../../catalog/index.js';
import { retrieverContract, sampleApi } from '../retriever.contract.js';
import { featurePlace } from './feature-names.js';
import { fusedOver } from './fused-over.js';

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
});
