import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Api } from '../../catalog/index.js';
import { retrieverContract, sampleApi } from '../retriever.contract.js';
import type { RetrieverSource } from '../retriever-source.js';
import { openDenseRetriever } from './dense-retriever.js';
import { wordEmbedder } from './word-embedder.contract.js';

function sourceOf(apis: readonly Api[]): RetrieverSource {
  const embedder = wordEmbedder();
  return {
    folder: mkdtempSync(join(tmpdir(), 'capuchin-index-')),
    collections: [...new Set(apis.map(api => api.collection))].map(name => ({ name, fingerprint: 'f' })),
    load: ids => apis.filter(api => ids.includes(api.id)),
    rebuild: collection => apis.filter(api => api.collection === collection),
    embedder: async () => embedder,
  };
}

retrieverContract('dense', apis => openDenseRetriever(sourceOf(apis)));

describe('openDenseRetriever', () => {
  it('finds the nearest texts, with their cosine', async () => {
    const apis = [
      sampleApi('a/1', { title: 'weather', description: 'forecast' }),
      sampleApi('a/2', { title: 'weather', description: 'history of old storms' }),
      sampleApi('a/3', { title: 'gold prices' }),
    ];
    const retriever = await openDenseRetriever(sourceOf(apis));
    const hits = await retriever.search('weather forecast', 10);
    expect(hits.map(({ api, score }) => [api.id, Math.round(score * 100) / 100])).toEqual([
      ['a/1', 1],
      ['a/2', 0.32],
    ]);
  });

  it('shows the best of those that say nearly the same', async () => {
    const apis = ['a/1', 'a/2', 'a/3'].map(id => sampleApi(id, { title: 'weather' }));
    const retriever = await openDenseRetriever({
      ...sourceOf(apis),
      variants: id => (id === 'a/3' ? [] : ['a/1', 'a/2']),
    });
    const hits = await retriever.search('weather', 2);
    expect(hits.map(({ api, variants }) => [api.id, variants])).toEqual([
      ['a/1', ['a/2']],
      ['a/3', undefined],
    ]);
  });

  it('needs an embedder', async () => {
    const { embedder: _, ...without } = sourceOf([]);
    await expect(openDenseRetriever(without)).rejects.toMatchObject({ code: 'usage' });
  });
});
