import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type JsonObject, manualClock } from '../../base/index.js';
import type { Api, HttpInvocation } from '../../catalog/index.js';
import { checked } from '../checked.js';
import { sampleApi } from '../executor.contract.js';
import * as reply from '../http/fixtures/test-server.js';
import { startTestServer, type TestServer } from '../http/fixtures/test-server.js';
import { httpExecutor } from '../http/http-executor.js';
import type { Observation } from '../observation.js';
import type { PagesEnd } from './page-calls.js';
import { type PagesOptions, pages } from './pages.js';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.close());

function listApi(names: readonly string[], given: Partial<Api> = {}): Api {
  const parameters = names.map(name => ({ argument: name, name, in: 'query', style: 'form', explode: true }) as const);
  const type = (name: string) => ({ type: /cursor|token|after/.test(name) ? 'string' : 'integer' });
  const servers = [{ url: `http://${server.host}/v1` }];
  const invocation: HttpInvocation = { kind: 'http', method: 'GET', path: '/items', servers, parameters, security: [] };
  const properties = Object.fromEntries(names.map(name => [name, type(name)]));
  return sampleApi({ parameters: { type: 'object', properties, additionalProperties: false }, invocation, ...given });
}

async function all(api: Api, args: JsonObject = {}, options: PagesOptions = {}) {
  const executor = checked(httpExecutor({ allowHosts: [server.host], clock: manualClock(), maxBodyCharacters: 60 }));
  const seen: Observation[] = [];
  const running = pages(executor, api, args, options);
  let next: IteratorResult<Observation, PagesEnd> = await running.next();
  for (; !next.done; next = await running.next()) seen.push(next.value);
  return { end: next.value, bodies: seen.map(each => (each.status === 'ok' ? each.value : each.status)) };
}

const asked = () => server.seen.map(({ url }) => url);

describe('pages', () => {
  it('follows page numbers to an empty page', async () => {
    server.on('/v1/items', reply.json([1, 2]), reply.json([3]), reply.json([]));
    expect(await all(listApi(['page']))).toEqual({ end: 'last-page', bodies: [[1, 2], [3], []] });
    expect(asked()).toEqual(['/v1/items', '/v1/items?page=2', '/v1/items?page=3']);
  });

  it('follows offsets by the number of items, to a short page', async () => {
    server.on('/v1/items', reply.json({ data: [1, 2] }), reply.json({ data: [3] }));
    expect((await all(listApi(['offset', 'limit']), { limit: 2 })).end).toBe('last-page');
    expect(asked()).toEqual(['/v1/items?limit=2', '/v1/items?offset=2&limit=2']);
  });

  it('follows marks', async () => {
    server.on(
      '/v1/items',
      reply.json({ items: [1], next_cursor: 'a/b' }),
      reply.json({ items: [2], next_cursor: null }),
    );
    expect((await all(listApi(['cursor']))).end).toBe('last-page');
    expect(asked()).toEqual(['/v1/items', '/v1/items?cursor=a%2Fb']);
  });

  it('follows Link headers and addresses in replies, arguments or not', async () => {
    server.on(
      '/v1/items',
      reply.json([1], 200, { link: '</v1/items?since=5>; rel="next"' }),
      reply.json({ items: [2], next: '/v1/more' }),
    );
    server.on('/v1/more', reply.json({ items: [3], next: null }));
    expect(await all(listApi([]))).toEqual({
      end: 'last-page',
      bodies: [[1], { items: [2], next: '/v1/more' }, { items: [3], next: null }],
    });
    expect(asked()).toEqual(['/v1/items', '/v1/items?since=5', '/v1/more']);
  });

  it('goes by complete replies, of which observations show a part', async () => {
    const long = Array.from({ length: 50 }, (_, i) => i);
    server.on('/v1/items', reply.json({ items: long, next_cursor: 'c' }), reply.json({ items: [] }));
    expect((await all(listApi(['cursor']))).bodies).toEqual([undefined, { items: [] }]);
  });

  it.each([['http://127.0.0.1:1/v1/items?page=2'], ['http://169.254.169.254/v1/items'], ['//other.example/v1/items']])(
    'does not leave the host for %s',
    async next => {
      server.on('/v1/items', reply.json({ items: [1], next }));
      expect((await all(listApi([]))).end).toBe('elsewhere');
      expect(asked()).toHaveLength(1);
    },
  );

  it('stops where pages repeat themselves or lead back', async () => {
    server.on('/v1/items', reply.json([1, 2])); // whatever the page
    expect(await all(listApi(['page']))).toEqual({ end: 'repeated', bodies: [[1, 2]] });
    server.on(
      '/v1/items',
      reply.json({ n: 1, next: '?page=2' }),
      reply.json({ n: 2, next: '?page=1' }),
      reply.json({ n: 3, next: '?page=2' }),
    );
    expect((await all(listApi(['page']), { page: 1 })).end).toBe('circular');
  });

  it('stops at its limits', async () => {
    const endless = Array.from({ length: 20 }, (_, i) => reply.json([i, i + 1]));
    server.on('/v1/items', ...endless);
    expect(await all(listApi(['page']), {}, { maxPages: 2 })).toMatchObject({
      end: 'max-pages',
      bodies: [
        [0, 1],
        [1, 2],
      ],
    });
    server.on('/v1/items', ...endless);
    expect((await all(listApi(['page']), {}, { maxItems: 5 })).bodies).toHaveLength(3);
  });

  it('ends with the page that fails', async () => {
    server.on('/v1/items', reply.json([1]), reply.json('gone', 410));
    expect(await all(listApi(['page']))).toEqual({ end: 'failed', bodies: [[1], 'http-error'] });
  });

  it('does what changes something once', async () => {
    server.on('/v1/items', reply.json([1]));
    expect((await all(listApi(['page'], { effect: 'irreversible' }))).end).toBe('not-only-reading');
    expect(asked()).toHaveLength(1);
  });

  it('stops when it is aborted', async () => {
    const abort = new AbortController();
    server.on('/v1/items', (response, request) => {
      if (server.seen.length === 2) abort.abort(new Error('enough'));
      else reply.json([1])(response, request);
    });
    await expect(all(listApi(['page']), {}, { signal: abort.signal })).rejects.toThrow('enough');
  });
});
