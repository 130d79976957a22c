import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { findLanceDb, lanceModule } from '../../../test/lancedb.js';
import { sourceOf } from '../../../test/retriever-source.js';
import { wordEmbedder } from '../../../test/word-embedder.js';
import type { Api } from '../../catalog/index.js';
import { apiAnalyzer } from '../analysis/api-analyzer.js';
import { retrieverContract, sampleApi } from '../retriever.contract.js';
import type { SearchOptions } from '../retriever.js';
import type { RetrieverSource } from '../retriever-source.js';
import { indexCollection } from './index-collection.js';
import type { LanceModule } from './lance-module.js';
import { LanceTables } from './lance-tables.js';
import { lancedbRetriever } from './lancedb-retriever.js';

const path = findLanceDb();

describe.skipIf(path === undefined)(`lancedb${path === undefined ? ' (LanceDB not installed)' : ''}`, () => {
  let lance: LanceModule;
  beforeAll(async () => {
    if (path !== undefined) lance = await lanceModule(path);
  }, 60_000);

  const found = async (source: RetrieverSource, query: string, options?: SearchOptions) =>
    (await (await lancedbRetriever(source, lance)).search(query, 10, options)).map(({ api }) => api.id);

  retrieverContract('lancedb', (apis, relevant) => lancedbRetriever({ ...sourceOf(apis), relevant }, lance));

  retrieverContract('lancedb with vectors', (apis, relevant) => {
    const embedder = wordEmbedder('weather', 'forecast', 'gold');
    return lancedbRetriever(
      { ...sourceOf(apis, { backends: { vectors: true }, embedder: async () => embedder }), relevant },
      lance,
    );
  });

  const shop = [
    sampleApi('shop/list', { description: 'orders', provider: "o'ne", category: 'shop' }),
    sampleApi('shop/send', { description: 'orders', provider: 'two', category: 'post', effect: 'irreversible' }),
    sampleApi('till/pay', { description: 'orders', provider: 'two', category: 'shop', effect: 'reversible' }),
  ];

  it.each([
    [{ collections: ['till'] }, ['till/pay']],
    [{ collections: ['elsewhere'] }, []],
    [{ providers: ["o'ne"] }, ['shop/list']],
    [{ providers: ["' OR true OR '"] }, []],
    [{ categories: ['shop'], effects: ['read' as const] }, ['shop/list']],
    [{ providers: [] }, []],
    [{ accepts: (api: Api) => api.provider === 'two' }, ['shop/send', 'till/pay']],
  ])('keeps to the filter %j', async (filter, ids) => {
    expect(await found(sourceOf(shop), 'orders', { filter })).toEqual(ids);
  });

  it('orders any number of equal ones by id', async () => {
    const many = Array.from({ length: 300 }, (_, i) => sampleApi(`m/${999 - i}`, { description: 'orders' }));
    const hits = await (await lancedbRetriever(sourceOf(many), lance)).search('orders', 3);
    expect(hits.map(({ api }) => api.id)).toEqual(['m/700', 'm/701', 'm/702']);
  });

  it('scores by the formula, over all collections together', async () => {
    const texts = { 'a/0': 'red fish', 'a/1': 'red red bird', 'b/0': 'tree' };
    const apis = Object.entries(texts).map(([id, description]) => sampleApi(id, { description }));
    const hits = await (await lancedbRetriever(sourceOf(apis), lance)).search('red fish red cloud', 5);
    // The same sums as in the test of Postgres: a/0 2 · 0.4700 + 0.9808, a/1 2 · 0.4700 · 4.4 / 3.65.
    expect(hits.map(({ api, score }) => [api.id, score.toFixed(3)])).toEqual([
      ['a/0', '1.921'],
      ['a/1', '1.133'],
    ]);
  });

  it('indexes once, and anew when the collection has changed; no trace is left of what was', async () => {
    const source = sourceOf(shop);
    expect(await found(source, 'orders')).toHaveLength(3);
    expect(await found(source, 'orders')).toHaveLength(3);
    expect(source.notices.map(({ collection, reason }) => [collection, reason])).toEqual([
      ['shop', 'missing'],
      ['till', 'missing'],
    ]);
    const parcels = [sampleApi('shop/send', { description: 'parcels' })];
    const changed = sourceOf(parcels, { folder: source.folder }, '2');
    const fresh = await (await lancedbRetriever(sourceOf(parcels), lance)).search('parcels orders', 5);
    expect(await (await lancedbRetriever(changed, lance)).search('parcels orders', 5)).toMatchObject(
      fresh.map(({ api: { id } }) => ({ api: { id } })),
    );
    expect(changed.notices).toEqual([{ collection: 'shop', reason: 'outdated' }]);
  });

  it('lets two programs index at once, and one search while another indexes', async () => {
    const many = Array.from({ length: 500 }, (_, i) => sampleApi(`m/${i}`, { description: `orders ${i}` }));
    const source = sourceOf(many);
    const [first, second] = await Promise.all([lancedbRetriever(source, lance), lancedbRetriever(source, lance)]);
    const all = await first.search('orders', 1_000);
    expect(all).toHaveLength(500);
    expect(await second.search('orders', 1_000)).toEqual(all);
    await lancedbRetriever(sourceOf(many, { folder: source.folder }, '2'), lance);
    expect(await first.search('orders', 1_000)).toEqual(all);
  });

  it('goes on after indexing failed half way', async () => {
    const whole = sourceOf(shop);
    const failing: RetrieverSource = {
      ...whole,
      *rebuild() {
        yield* shop.slice(0, 1);
        throw new Error('torn');
      },
    };
    await expect(lancedbRetriever(failing, lance)).rejects.toThrow('torn');
    expect(await found(whole, 'orders')).toHaveLength(3);
  });

  it('indexes what a program added that was killed before it had indexed', async () => {
    const source = sourceOf(shop);
    const tables = await LanceTables.open(lance, join(source.folder, 'lancedb'), {}, undefined);
    for (const collection of source.collections) {
      await indexCollection({ tables, analyzer: apiAnalyzer }, collection, source.rebuild(collection.name));
    }
    expect(await found(source, 'orders')).toHaveLength(3);
    expect(source.notices).toEqual([]);
  });

  it('finds what is meant after what is said, and embeds each text once', async () => {
    const apis = [
      sampleApi('v/climate', { description: 'Climate of a place', provider: 'one' }),
      sampleApi('v/gold', { description: 'Price of gold', provider: 'one' }),
      sampleApi('v/unknown', { description: 'Quux', provider: 'one' }),
      sampleApi('v/weather', { description: 'Weather of a place', provider: 'two' }),
    ];
    const embedder = wordEmbedder('weather climate', 'gold', 'price');
    const source = sourceOf(apis, { backends: { vectors: true }, embedder: async () => embedder });
    const hits = await (await lancedbRetriever(source, lance)).search('weather', 5);
    expect(hits.map(({ api, score }) => [api.id, score.toFixed(3)])).toEqual([
      ['v/weather', '1.500'],
      ['v/climate', '0.500'],
    ]);
    expect(await found(source, 'weather', { filter: { providers: ['one'] } })).toEqual(['v/climate']);
    expect(await found(source, 'quux', {})).toEqual(['v/unknown']);

    const before = embedder.embedded.length;
    const more = sampleApi('v/silver', { description: 'Price of silver' });
    const told: unknown[] = [];
    const changed = sourceOf(
      [...apis, more],
      {
        folder: source.folder,
        backends: { vectors: true },
        embedder: async () => embedder,
        onEmbedded: progress => told.push(progress),
      },
      '2',
    );
    expect((await found(changed, 'price')).sort()).toEqual(['v/gold', 'v/silver']);
    expect(embedder.embedded.slice(before)).toHaveLength(1);
    expect(told).toEqual([{ collection: 'v', apis: 5 }]);
  });

  it('says when its place cannot be used', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'capuchin-lance-')), 'file');
    writeFileSync(file, '');
    const source = sourceOf(shop, { backends: { lancedbUri: join(file, 'below') } });
    await expect(lancedbRetriever(source, lance)).rejects.toMatchObject({ code: 'index-unreachable' });
    rmSync(file);
  });
});
