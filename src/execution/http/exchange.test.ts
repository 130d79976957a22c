import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ManualClock, manualClock, seededRandom } from '../../base/index.js';
import type { Api, HttpInvocation } from '../../catalog/index.js';
import { checked } from '../checked.js';
import { sampleApi } from '../executor.contract.js';
import * as reply from './fixtures/test-server.js';
import { startTestProxy, startTestServer, type TestProxy, type TestServer } from './fixtures/test-server.js';
import { hostLimits } from './host-limits.js';
import { type HttpExecutorOptions, httpExecutor } from './http-executor.js';

let server: TestServer;
let other: TestServer;
let clock: ManualClock;
beforeEach(async () => {
  server = await startTestServer();
  other = await startTestServer();
  clock = manualClock();
});
afterEach(async () => {
  await server.close();
  await other.close();
});

const executor = (options: HttpExecutorOptions = {}) =>
  httpExecutor({ allowHosts: [server.host], clock, random: seededRandom(7), ...options });

function api(path: string, given: Partial<HttpInvocation> = {}, host = server.host): Api {
  const servers = [{ url: `http://${host}` }];
  return sampleApi({
    invocation: { kind: 'http', method: 'GET', path, servers, parameters: [], security: [], ...given },
  });
}

const header = { argument: 'key', name: 'Idempotency-Key', in: 'header', style: 'simple', explode: false } as const;

describe('replies that go wrong', () => {
  const seen = (options: HttpExecutorOptions = {}) => executor(options).call(api('/x'), {});

  it('never come: the time limit ends the call', async () => {
    server.on('/x', reply.never);
    expect(await seen({ timeoutMs: 30 })).toMatchObject({ status: 'timeout', afterMs: 30, provenance: 'live' });
    server.on('/x', reply.stuck);
    expect(await seen({ timeoutMs: 30 })).toMatchObject({ status: 'timeout', afterMs: 30 });
  });

  it('never end: reading stops at the limit', async () => {
    for (const without of [reply.endless, reply.gzipBomb]) {
      server.on('/x', without);
      const { body } = (await seen({ maxResponseBytes: 100_000 })) as { body: string };
      expect(body).toMatch(/^x+\n\[reading stopped after 100000 bytes\]$/);
    }
  });

  it('break off: said as that, and not asked for again', async () => {
    server.on('/x', reply.breakOff);
    expect(await seen()).toMatchObject({
      status: 'failed',
      reason: expect.stringMatching(/^the reply broke off after/),
    });
    server.on('/x', reply.mislabelled(100, 'too little'));
    expect(await seen()).toMatchObject({
      status: 'failed',
      reason: expect.stringMatching(/^the reply broke off after 10 bytes/),
    });
    expect(server.seen).toHaveLength(2);
  });

  it('are longer than they say: read as long as they say', async () => {
    server.on('/x', reply.mislabelled(3, 'abcdef'), reply.json('next'));
    const one = executor();
    expect(await one.call(api('/x'), {})).toMatchObject({ status: 'ok', body: 'abc' });
    expect(await one.call(api('/x'), {})).toMatchObject({ status: 'ok', body: 'next' });
  });

  it('are no HTTP, no JSON, no gzip, or compressed without end', async () => {
    server.on('/x', reply.gibberish);
    expect(await seen()).toMatchObject({ status: 'failed', reason: expect.stringContaining('the request failed: ') });
    server.on('/x', reply.bytes('{"a": ', 'application/json'));
    expect(await seen()).toMatchObject({ status: 'ok', body: '{"a": ' });
    server.on('/x', reply.bytes('not zipped', 'text/plain', 200, { 'content-encoding': 'gzip' }));
    expect(await seen()).toMatchObject({
      status: 'failed',
      reason: 'the reply broke off after 0 bytes: incorrect header check',
    });
    const layers = Array.from({ length: 5 }).reduce<Buffer>(inner => gzipSync(inner), Buffer.from('x'));
    server.on('/x', reply.bytes(layers, 'text/plain', 200, { 'content-encoding': 'gzip, gzip, gzip, gzip, gzip' }));
    expect(await seen()).toMatchObject({ status: 'failed', reason: expect.stringContaining('compressed too often') });
    server.on('/x', reply.bytes(gzipSync(gzipSync('x')), 'text/plain', 200, { 'content-encoding': 'gzip, gzip' }));
    expect(await seen()).toMatchObject({ status: 'ok', body: 'x' });
  });

  it('use one connection again and again, until it is closed', async () => {
    server.on('/x', reply.json(1));
    const one = executor();
    for (let i = 0; i < 5; i += 1) await one.call(api('/x'), {});
    expect(server.connectionCount()).toBeLessThan(3); // the next may come before the last has left
    const before = server.connectionCount();
    await one.close?.();
    expect(await one.call(api('/x'), {})).toMatchObject({ status: 'ok' });
    expect(server.connectionCount()).toBe(before + 1);
  });
});

describe('what may be sent again', () => {
  it('is sent again when the connection ends before a reply', async () => {
    for (const method of ['GET', 'PUT', 'DELETE'] as const) {
      server.on('/x', reply.reset, reply.json({ method }));
      expect(await executor().call(api('/x', { method }), {})).toMatchObject({ status: 'ok', value: { method } });
    }
    expect(server.seen).toHaveLength(6);
  });

  it('is nothing else', async () => {
    server.on('/x', reply.reset, reply.json(1));
    expect(await executor().call(api('/x', { method: 'POST' }), {})).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('the request failed: '),
    });
    server.on('/x', reply.json('busy', 502), reply.json(1));
    expect(await executor().call(api('/x', { method: 'PUT' }), {})).toMatchObject({ httpStatus: 502 });
    expect(server.seen).toHaveLength(2);
  });

  it('carries the same key each time, made where none was given', async () => {
    server.on('/x', reply.reset, reply.json('busy', 503), reply.json('done'));
    const posting = api('/x', { method: 'POST', parameters: [header] });
    const required = {
      ...posting,
      parameters: { type: 'object', properties: { key: { type: 'string' } }, required: ['key'] },
    };
    const observation = await checked(executor()).call(required, {});
    const keys = server.seen.map(({ headers }) => headers['idempotency-key']);
    expect(keys).toEqual([keys[0], keys[0], keys[0]]);
    expect(observation).toMatchObject({
      status: 'ok',
      body: 'done',
      coerced: [`key was made, as none was given: ${keys[0]}`],
    });
    await executor().call(posting, { key: 'mine' });
    expect(server.seen.at(-1)?.headers['idempotency-key']).toBe('mine');
  });

  it('stops being sent when nothing gets better', async () => {
    server.on('/x', reply.reset);
    expect(await executor({ attempts: 2 }).call(api('/x'), {})).toMatchObject({ status: 'failed' });
    expect(server.seen).toHaveLength(2);
  });
});

describe('the pace of a host', () => {
  it('is kept by all calls of an executor', async () => {
    server.on('/x', reply.json('slow down', 429, { 'retry-after': '5' }), reply.json(1));
    server.on('/y', reply.json(2));
    const one = executor();
    await one.call(api('/x', { method: 'POST' }), {});
    expect(await one.call(api('/y'), {})).toMatchObject({ status: 'ok', elapsedMs: 5_000 });
    expect(clock.slept).toEqual([5_000]);
  });

  it('is learned from what the host says of its limit', async () => {
    server.on('/x', reply.json(1, 200, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '9' }), reply.json(2));
    const one = executor();
    await one.call(api('/x'), {});
    expect(await one.call(api('/x'), {})).toMatchObject({ status: 'ok', body: '2', elapsedMs: 9_000 });
  });

  it('says so when a call would have to wait longer than it may take', async () => {
    server.on('/x', reply.json('later', 429, { 'retry-after': '600' }));
    const one = executor();
    await one.call(api('/x'), {});
    expect(await one.call(api('/x'), {})).toMatchObject({
      status: 'failed',
      reason: `${server.host} takes no further request for 600 s (its rate limit), which is longer than the call may take; nothing was sent`,
    });
    expect(server.seen).toHaveLength(1);
  });

  it('is limited to so many requests in a time, and so many at once', async () => {
    server.on('/x', reply.json(1));
    const paced = executor({ limits: hostLimits({ maxRequests: 1, windowMs: 2_000, clock }) });
    await paced.call(api('/x'), {});
    expect(await paced.call(api('/x'), {})).toMatchObject({ status: 'ok', elapsedMs: 2_000 });

    server.on('/stuck', reply.never);
    const limits = hostLimits({ maxConcurrent: 1, clock });
    const first = executor({ limits, timeoutMs: 200 }).call(api('/stuck'), {});
    const second = await executor({ limits, timeoutMs: 30 }).call(api('/x'), {});
    expect(await first).toMatchObject({ status: 'timeout' });
    expect(second).toMatchObject({
      status: 'failed',
      reason: `other calls to ${server.host} took all of its time; nothing was sent`,
    });
  });

  it('makes room again after every kind of end', async () => {
    const narrow = executor({ limits: hostLimits({ maxConcurrent: 1, clock }), attempts: 1, timeoutMs: 2_000 });
    const ends = [reply.reset, reply.breakOff, reply.redirect('/y'), reply.gibberish, reply.json('gone', 404)];
    server.on('/y', reply.json(1));
    for (const end of ends) {
      server.on('/x', end);
      await narrow.call(api('/x'), {});
    }
    expect(await narrow.call(api('/y'), {})).toMatchObject({ status: 'ok' });
  });

  it('can be waited for no longer than the caller wants', async () => {
    const abort = new AbortController();
    const sleepless = { ...clock, sleep: (_ms: number, stop?: AbortSignal) => rejectedBy(stop) };
    server.on('/x', reply.json('later', 429, { 'retry-after': '5' }));
    const one = executor({ clock: sleepless });
    const call = one.call(api('/x'), {}, { signal: abort.signal });
    setTimeout(() => abort.abort(new Error('enough')), 20);
    await expect(call).rejects.toThrow('enough');
  });
});

describe('where calls go', () => {
  it('is checked again after each redirect', async () => {
    server.on('/x', reply.redirect(`http://${other.host}/secret`));
    expect(await executor().call(api('/x'), {})).toMatchObject({
      status: 'denied',
      reason: '127.0.0.1 is not a public address but loopback; it can be called only when allowed by name',
    });
    server.on('/x', reply.redirect('http://169.254.169.254/latest/meta-data/'));
    expect(await executor().call(api('/x'), {})).toMatchObject({ status: 'denied' });
    expect(other.seen).toEqual([]);
  });

  it('is the address that was checked, whatever the name means a moment later', async () => {
    server.on('/x', reply.json('inside'));
    const answers = ['127.0.0.1', '10.9.9.9'];
    const resolve = async () => [{ address: answers.shift() ?? '', family: 4 as const }];
    const moving = api('/x', {}, `moving.example:${server.port}`);
    const one = executor({ allowHosts: [`moving.example:${server.port}`], resolve });
    expect(await one.call(moving, {})).toMatchObject({ status: 'ok', body: 'inside' });
    expect(answers).toEqual(['10.9.9.9']);
  });
});

describe('a proxy', () => {
  let proxy: TestProxy;
  beforeEach(async () => {
    proxy = await startTestProxy(server);
  });
  afterEach(() => proxy.close());
  const resolve = async (host: string) => {
    if (host === 'unknown.example') throw new Error('getaddrinfo ENOTFOUND unknown.example');
    return [{ address: host === 'inside.example' ? '10.0.0.1' : '8.8.8.8', family: 4 as const }];
  };
  const proxied = (options: HttpExecutorOptions = {}) =>
    executor({ resolve, allowHosts: [], proxies: { http: proxy.address, https: proxy.address }, ...options });

  it('is gone through, with a warning that it looks the host up once more', async () => {
    server.on('/x', reply.json('through'));
    expect(await proxied().call(api('/x', {}, 'public.example'), {})).toMatchObject({
      status: 'ok',
      body: 'through',
      warnings: [
        'the request went through a proxy: its host was checked from here, but the proxy looks it up once more',
      ],
    });
    expect(proxy.asked).toEqual(['GET http://public.example/x']);
    expect(server.seen[0]?.headers['x-forwarded-host']).toBe('public.example');
  });

  it('is no way around the check of hosts, of redirects neither', async () => {
    expect(await proxied().call(api('/x', {}, 'inside.example'), {})).toMatchObject({ status: 'denied' });
    server.on('/x', reply.redirect('http://inside.example/secret'));
    expect(await proxied().call(api('/x', {}, 'public.example'), {})).toMatchObject({ status: 'denied' });
    expect(await proxied().call(api('/x', {}, 'unknown.example'), {})).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('unknown.example cannot be looked up from here'),
    });
    expect(proxy.asked).toEqual(['GET http://public.example/x']);
  });

  it('reaches hosts that are allowed by name, which only it may know', async () => {
    server.on('/x', reply.json('through'));
    const one = proxied({ allowHosts: ['unknown.example', 'inside.example'] });
    for (const host of ['unknown.example', 'inside.example']) {
      expect(await one.call(api('/x', {}, host), {})).toMatchObject({ status: 'ok' });
    }
  });

  it('makes a tunnel for https, and is told its password and no host is', async () => {
    const address = proxy.address.replace('://', '://user:p%40ss@');
    const one = proxied({ proxies: { https: address }, attempts: 1 });
    const servers = [{ url: 'https://public.example' }];
    expect(await one.call(api('/x', { servers }), {})).toMatchObject({ status: 'failed' });
    expect(proxy.asked).toEqual(['CONNECT public.example:443']);
    expect(proxy.authorizations).toEqual([`Basic ${Buffer.from('user:p@ss').toString('base64')}`]);
  });

  it('is not used for hosts that go without', async () => {
    server.on('/x', reply.json('direct'));
    const direct = api('/x', {}, `moving.example:${server.port}`);
    const one = proxied({
      resolve: async () => [{ address: '127.0.0.1', family: 4 }],
      allowHosts: ['moving.example'],
      proxies: { http: proxy.address, noProxy: '.example' },
    });
    const seen = await one.call(direct, {});
    expect(seen).toMatchObject({ status: 'ok', body: 'direct' });
    expect(seen).not.toHaveProperty('warnings');
    expect(proxy.asked).toEqual([]);
  });
});

describe('a reply that is no text', () => {
  const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff]);

  it('is saved where there is a folder for it, and referred to', async () => {
    const replyFolder = mkdtempSync(join(tmpdir(), 'capuchin-replies-'));
    server.on('/x', reply.bytes(png, 'image/png; charset=binary'));
    const complete: unknown[] = [];
    const observation = await executor({ replyFolder }).call(
      api('/x'),
      {},
      { onReply: ({ value }) => complete.push(value) },
    );
    const value = { file: expect.stringContaining(replyFolder), bytes: 5, mediaType: 'image/png' };
    expect(observation).toMatchObject({ status: 'ok', value });
    expect(complete).toEqual([value]);
    expect(readFileSync((complete[0] as { file: string }).file)).toEqual(png);
  });

  it('is not saved when it is text, an error, or too long', async () => {
    const replyFolder = join(tmpdir(), 'capuchin-never-made');
    const cases = [
      reply.json(1),
      reply.bytes(png, 'image/png', 500),
      reply.bytes(Buffer.alloc(100, 0xff), 'image/png'),
    ];
    for (const each of cases) {
      server.on('/x', each);
      expect(await executor({ replyFolder, maxResponseBytes: 50 }).call(api('/x'), {})).not.toHaveProperty(
        'value.file',
      );
    }
  });
});

it('tells of the complete reply and its next page', async () => {
  const list = Array.from({ length: 100 }, (_, i) => i);
  server.on('/x', reply.json(list, 200, { link: '</x?page=2>; rel="next"' }));
  const complete: unknown[] = [];
  await executor({ maxBodyCharacters: 50 }).call(api('/x'), {}, { onReply: seen => complete.push(seen) });
  const url = `http://${server.host}/x`;
  expect(complete).toEqual([{ value: list, url, nextUrl: `http://${server.host}/x?page=2` }]);
});

function rejectedBy(stop: AbortSignal | undefined): Promise<void> {
  return new Promise((_resolve, reject) => stop?.addEventListener('abort', () => reject(stop.reason)));
}
