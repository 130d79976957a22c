import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pgliteDatabase } from '../../../test/pglite.js';
import { sourceOf } from '../../../test/retriever-source.js';
import { wordEmbedder } from '../../../test/word-embedder.js';
import { retrieverContract, sampleApi } from '../retriever.contract.js';
import type { Database } from './database.js';
import { retrieverIn } from './postgres-retriever.js';

describe('postgres with vectors', () => {
  let database: Database;
  beforeAll(async () => {
    database = await pgliteDatabase();
  }, 60_000);
  afterAll(() => database.close());

  retrieverContract('postgres with vectors', async (apis, relevant) => {
    const embedder = wordEmbedder('weather', 'forecast', 'gold');
    return retrieverIn(database, {
      ...sourceOf(apis, { backends: { vectors: true }, embedder: async () => embedder }, randomUUID()),
      relevant,
    });
  });

  const apis = [
    sampleApi('v/climate', { description: 'Climate of a place', provider: 'one' }),
    sampleApi('v/weather', { description: 'Weather of a place', provider: 'two' }),
    sampleApi('v/gold', { description: 'Price of gold', provider: 'one' }),
  ];
  const embedder = () => wordEmbedder('weather climate', 'gold', 'price');

  it('finds what is meant, after what is said', async () => {
    const retriever = await retrieverIn(
      database,
      sourceOf(apis, { backends: { vectors: true }, embedder: async () => embedder() }, 'v1'),
    );
    const hits = await retriever.search('weather', 5);
    expect(hits.map(({ api, score }) => [api.id, score])).toEqual([
      ['v/weather', 1.5],
      ['v/climate', 0.5],
    ]);
    const filtered = await retriever.search('weather', 5, { filter: { providers: ['one'] } });
    expect(filtered.map(({ api }) => api.id)).toEqual(['v/climate']);
  });

  it('embeds each text once, and again only what is new', async () => {
    const fresh = () => wordEmbedder('climate', 'weather', 'gold', 'price');
    const [first, again, changed] = [fresh(), fresh(), fresh()];
    const told: unknown[] = [];
    const open = (given: typeof first, fingerprint: string, of = apis) =>
      retrieverIn(
        database,
        sourceOf(
          of,
          { backends: { vectors: true }, embedder: async () => given, onEmbedded: progress => told.push(progress) },
          fingerprint,
        ),
      );
    await open(first, 'v2');
    await open(again, 'v2');
    const more = sampleApi('v/new', { description: 'Price of silver' });
    const retriever = await open(changed, 'v3', [...apis, more, { ...more, id: 'v/twin' }]);
    expect([first, again, changed].map(({ embedded }) => embedded.length)).toEqual([3, 0, 1]);
    expect(told).toEqual([3, 5].map(count => ({ collection: 'v', apis: count })));
    const hits = await retriever.search('price', 5, { filter: { collections: ['v'] } });
    expect(hits.map(({ api }) => api.id).sort()).toEqual(['v/gold', 'v/new', 'v/twin']);
  });

  it('refuses an embedder that keeps its name but not its vectors', async () => {
    const other = { ...embedder(), dimensions: 7 };
    const opening = retrieverIn(
      database,
      sourceOf(apis, { backends: { vectors: true }, embedder: async () => other }, 'v4'),
    );
    await expect(opening).rejects.toMatchObject({ code: 'embedder-changed' });
  });
});
