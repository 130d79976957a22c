import { describe, expect, it } from 'vitest';
import { sampleApi } from './retriever.contract.js';
import { unmatchedWords } from './unmatched-words.js';

const hits = [
  sampleApi('sky/forecast', { tool: 'SkyWatch', title: 'dailyForecast', description: 'Forecasts for a city.' }),
  sampleApi('pay/refund', {
    description: 'Refunds a charge.',
    parameters: { type: 'object', properties: { currency: { type: 'string' } } },
    examples: [{ request: 'give the money back', arguments: {} }],
  }),
].map(api => ({ api, score: 1 }));

describe('unmatchedWords', () => {
  it('gives the words that stand in no hit, as they are written and in their order', () => {
    expect(unmatchedWords('What is the weather in Oslo?', hits)).toEqual(['weather', 'Oslo']);
    const request = 'Could you please find the Klingon forecast for Qo’noS, and a JAZZ concert?';
    expect(unmatchedWords(request, hits)).toEqual(['Klingon', 'Qo’noS', 'JAZZ', 'concert']);
  });

  it('looks at every field, whatever the form of the word', () => {
    expect(unmatchedWords('refunding daily cities with currencies, sky_watch and money', hits)).toEqual([]);
  });

  it('gives a word once, in the form it has first', () => {
    expect(unmatchedWords('Jazz concerts, a concert of jazz', hits)).toEqual(['Jazz', 'concerts']);
  });

  it('leaves out numbers and words that say nothing', () => {
    expect(unmatchedWords('What would you like to do with 1,250.50 in 2026?', hits)).toEqual([]);
  });

  it('gives every word where nothing was found', () => {
    expect(unmatchedWords('refund the charge', [])).toEqual(['refund', 'charge']);
    expect(unmatchedWords('', hits)).toEqual([]);
  });
});
