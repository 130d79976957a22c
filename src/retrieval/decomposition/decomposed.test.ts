import { describe, expect, it } from 'vitest';
import { retrieverOver } from '../bm25/bm25-retriever.js';
import { retrieverContract, sampleApi } from '../retriever.contract.js';
import type { Hit, Retriever } from '../retriever.js';
import { decomposed } from './decomposed.js';

retrieverContract('decomposed', async apis => decomposed(await retrieverOver(apis)));

const apis = [
  sampleApi('t/forecast', { description: 'weather forecast of a city' }),
  sampleApi('t/climate', { description: 'weather and climate of a city over the years, weather records' }),
  sampleApi('t/exchange', { description: 'convert an amount of euros into another currency' }),
  sampleApi('t/mail', { description: 'send an email' }),
];

describe('decomposed', () => {
  it('brings what each wish needs to the top', async () => {
    const retriever = decomposed(await retrieverOver(apis));
    const hits = await retriever.search(
      'Show the city weather forecast of Oslo and convert 20 euros, then send an email.',
      3,
    );
    expect(hits.map(hit => hit.api.id).sort()).toEqual(['t/exchange', 't/forecast', 't/mail']);
  });

  it('searches a request of one wish once, as it was given', async () => {
    const asked: string[] = [];
    const inner: Retriever = {
      search: async query => {
        asked.push(query);
        return [{ api: apis[0]!, score: 7 }];
      },
    };
    expect(await decomposed(inner).search('weather in Oslo?', 5)).toEqual([{ api: apis[0], score: 7 }]);
    await decomposed(inner, () => ['one', 'two']).search('both', 5);
    expect(asked).toEqual(['weather in Oslo?', 'both', 'one', 'two']);
  });

  it('passes options and the signal on, to the splitter too', async () => {
    const stop = new AbortController();
    const seen: unknown[] = [];
    const inner: Retriever = {
      search: async (_query, _k, options) => {
        seen.push(options);
        return [];
      },
    };
    const options = { filter: { collections: ['t'] }, signal: stop.signal };
    const retriever = decomposed(inner, (_request, signal) => {
      seen.push(signal);
      return ['one', 'two'];
    });
    await retriever.search('both', 5, options as never);
    expect(seen).toEqual([stop.signal, options, options, options]);
  });

  it('explains hits as the search that found them did', async () => {
    const hit: Hit = { api: apis[0]!, score: 7, features: new Float32Array([7]) };
    const inner: Retriever = {
      search: async () => [hit],
      fit: hits => ({ probability: hits[0]?.score === 7 ? 1 : 0, threshold: 0.5 }),
      why: ({ score }) => [{ feature: 'score', value: score, contribution: score }],
    };
    const retriever = decomposed(inner, () => ['one', 'two']);
    const [merged] = await retriever.search('both', 1);
    expect(merged).toEqual({ ...hit, score: 1 });
    expect(retriever.fit?.([merged!])).toEqual({ probability: 1, threshold: 0.5 });
    expect(retriever.why?.(merged!)).toEqual([{ feature: 'score', value: 7, contribution: 7 }]);
    expect(decomposed({ search: inner.search })).not.toHaveProperty('fit');
  });
});
