import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPostgres, startPostgres, type TestPostgres } from '../../../test/postgres.js';
import { sourceOf } from '../../../test/retriever-source.js';
import { wordEmbedder } from '../../../test/word-embedder.js';
import type { Api } from '../../catalog/index.js';
import { apiAnalyzer } from '../analysis/api-analyzer.js';
import { plainAnalyzer } from '../analysis/plain-analyzer.js';
import { retrieverContract, sampleApi } from '../retriever.contract.js';
import type { SearchOptions } from '../retriever.js';
import type { RetrieverSource } from '../retriever-source.js';
import type { Database } from './database.js';
import { pgDatabase } from './pg-database.js';
import { postgresRetriever, retrieverIn } from './postgres-retriever.js';

const place = findPostgres();
const reason = 'absent' in place ? ` (${place.absent})` : '';

describe.skipIf(reason !== '')(`postgres${reason}`, () => {
  let server: TestPostgres;
  const opened: Database[] = [];

  beforeAll(async () => {
    if ('programs' in place) server = await startPostgres(place.programs);
  }, 60_000);
  afterAll(async () => {
    await Promise.all(opened.map(each => each.close()));
    await server?.stop();
  });

  const database = async (url?: string) => {
    const made = await pgDatabase(url ?? (await server.newDatabase()));
    opened.push(made);
    return made;
  };
  const found = async (source: RetrieverSource, at: Database, query: string, options?: SearchOptions) =>
    (await (await retrieverIn(at, source)).search(query, 10, options)).map(({ api }) => api.id);

  retrieverContract('postgres', async (apis, relevant) =>
    retrieverIn(await database(), { ...sourceOf(apis), relevant }),
  );

  it('scores by the formula, over all collections together', async () => {
    const texts = { 'a/0': 'red fish', 'a/1': 'red red bird', 'b/0': 'tree' };
    const apis = Object.entries(texts).map(([id, description]) => sampleApi(id, { description }));
    const hits = await (await retrieverIn(await database(), sourceOf(apis))).search('red fish red cloud', 5);
    // N = 3, average length 2; red: n = 2, idf ln(1 + 1.5 / 2.5) = 0.4700, twice; fish: n = 1, idf ln(1 + 2.5 / 1.5) = 0.9808.
    // a/0: (2 · 0.4700 + 0.9808) · 2.2 / 2.2; a/1: 2 · 0.4700 · 4.4 / (2 + 1.2 · (0.25 + 0.75 · 1.5)) = 1.1332.
    expect(hits.map(({ api, score }) => [api.id, score.toFixed(4)])).toEqual([
      ['a/0', '1.9208'],
      ['a/1', '1.1332'],
    ]);
  });

  const shop = [
    sampleApi('shop/list', { description: 'orders', provider: 'one', category: 'shop' }),
    sampleApi('shop/send', { description: 'orders', provider: 'two', category: 'post', effect: 'irreversible' }),
    sampleApi('till/pay', { description: 'orders', provider: 'two', category: 'shop', effect: 'reversible' }),
  ];

  it.each([
    [{ collections: ['till'] }, ['till/pay']],
    [{ collections: ['elsewhere'] }, []],
    [{ providers: ['two'] }, ['shop/send', 'till/pay']],
    [{ categories: ['shop'], effects: ['read' as const] }, ['shop/list']],
    [{ providers: [] }, []],
    [{ accepts: (api: Api) => api.provider === 'one' }, ['shop/list']],
  ])('keeps to the filter %j', async (filter, ids) => {
    expect(await found(sourceOf(shop), await database(), 'orders', { filter })).toEqual(ids);
  });

  it('looks past the first for what passes the filter', async () => {
    const many = Array.from({ length: 40 }, (_, i) => sampleApi(`m/${i + 10}`, { description: 'orders' }));
    const last = sampleApi('m/last', { description: 'orders of many sorts', provider: 'rare' });
    const retriever = await retrieverIn(await database(), sourceOf([...many, last]));
    for (const filter of [{ providers: ['rare'] }, { accepts: (api: Api) => api.provider === 'rare' }]) {
      const hits = await retriever.search('orders', 1, { filter });
      expect(hits.map(({ api }) => api.id)).toEqual(['m/last']);
    }
  });

  it('indexes once, and anew when the collection or the analyzer has changed', async () => {
    const at = await database();
    const source = sourceOf(shop.slice(0, 2));
    expect(await found(source, at, 'orders')).toEqual(['shop/list', 'shop/send']);
    expect(await found(source, at, 'orders')).toEqual(['shop/list', 'shop/send']);
    expect(source.notices).toEqual([{ collection: 'shop', reason: 'missing' }]);

    const changed = sourceOf([sampleApi('shop/send', { description: 'parcels' })], {}, '2');
    expect(await found(changed, at, 'parcels orders')).toEqual(['shop/send']);
    await retrieverIn(at, changed, { ...apiAnalyzer, version: apiAnalyzer.version + 1 });
    expect(changed.notices.map(notice => notice.reason)).toEqual(['outdated', 'outdated']);
  });

  it('lets two programs index at once, and one search while another indexes', async () => {
    const url = await server.newDatabase();
    const [one, two] = [await database(url), await database(url)];
    const many = Array.from({ length: 2_500 }, (_, i) => sampleApi(`m/${i}`, { description: `orders ${i}` }));
    const [first] = await Promise.all([retrieverIn(one, sourceOf(many)), retrieverIn(two, sourceOf(many))]);
    const rows = await one.transaction(query => query('select count(*)::integer as apis from capuchin_api'));
    expect(rows).toEqual([{ apis: many.length }]);

    const searching = Promise.all(Array.from({ length: 20 }, () => first.search('orders', 3)));
    await retrieverIn(two, sourceOf(many, {}, '2'));
    for (const hits of [...(await searching), await first.search('orders', 3)]) expect(hits).toHaveLength(3);
  });

  it('keeps what was there when indexing fails half way', async () => {
    const at = await database();
    await found(sourceOf(shop), at, 'orders');
    const failing: RetrieverSource = {
      ...sourceOf(shop, {}, '2'),
      *rebuild() {
        yield* shop.slice(0, 1);
        throw new Error('torn');
      },
    };
    await expect(retrieverIn(at, failing)).rejects.toThrow('torn');
    expect(await found(sourceOf(shop), at, 'orders')).toHaveLength(3);
  });

  it('stores what no table can hold, and words of any length', async () => {
    const long = 'x'.repeat(5_000);
    const api = sampleApi('odd/1', { document: `orders ${long}`, provider: 'a\u0000b' });
    const retriever = await retrieverIn(await database(), sourceOf([api]), plainAnalyzer);
    const filter = { providers: ['a\u0000b'] };
    for (const query of ['orders', long]) expect(await retriever.search(query, 5, { filter })).toHaveLength(1);
    expect(await retriever.search(`${long}x`, 5)).toEqual([]);
  });

  it('cancels a statement that runs', async () => {
    const at = await database();
    const stop = new AbortController();
    const started = performance.now();
    const running = at.transaction(async query => {
      setImmediate(() => stop.abort(new Error('stopped')));
      return query('select pg_sleep(25)');
    }, stop.signal);
    await expect(running).rejects.toThrow('stopped');
    expect(performance.now() - started).toBeLessThan(15_000);
    expect(await at.transaction(query => query('select 1 as one'))).toEqual([{ one: 1 }]);
  });

  it('ends a statement that takes too long', async () => {
    const at = await pgDatabase(await server.newDatabase(), { statementTimeoutMs: 50 });
    opened.push(at);
    await expect(at.transaction(query => query('select pg_sleep(25)'))).rejects.toMatchObject({
      code: 'database-failed',
      message: 'Postgres: canceling statement due to statement timeout',
    });
  });

  it('says what vectors need', async () => {
    const at = await database();
    const offered = await at.transaction(query => query(`select 1 from pg_available_extensions where name = 'vector'`));
    const opening = retrieverIn(
      at,
      sourceOf(shop, { backends: { vectors: true }, embedder: async () => wordEmbedder('orders') }),
    );
    if (offered.length > 0) await opening;
    else await expect(opening).rejects.toMatchObject({ code: 'vector-extension-missing' });
  });
});

describe('postgresRetriever', () => {
  const at = (postgresUrl: string) => postgresRetriever(sourceOf([], { backends: { postgresUrl } }));

  it('says what is wrong with the server or its address, and never the password', async () => {
    const away = await at('postgres://me:open-sesame@127.0.0.1:1/db').catch((thrown: unknown) => thrown);
    expect(away).toMatchObject({ code: 'database-unreachable', message: expect.stringContaining('ECONNREFUSED') });
    for (const address of ['postgres://me:open-sesame@[/db', 'mysql://me:open-sesame@there/db', '']) {
      const wrong = await at(address).catch((thrown: unknown) => thrown);
      expect(wrong).toMatchObject({ code: 'usage' });
      expect(JSON.stringify([wrong, String(wrong)])).not.toContain('open-sesame');
    }
    expect(String(away)).not.toContain('open-sesame');
  });
});
