import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { manualClock } from '../../base/index.js';
import type { Api, ToolBenchInvocation } from '../../catalog/index.js';
import { executorContract, sampleApi } from '../executor.contract.js';
import * as reply from '../http/fixtures/test-server.js';
import { startTestServer, type TestServer } from '../http/fixtures/test-server.js';
import { type ToolBenchOptions, toolbench } from './toolbench.js';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.close());

const key = 'rapid-secret-key';
const executor = (options: Partial<ToolBenchOptions> = {}) =>
  toolbench({ allowHosts: [server.host], clock: manualClock(), ...options });
const direct = (options: Partial<ToolBenchOptions['rapidApi'] & object> = {}) =>
  executor({
    rapidApi: { key: () => key, keyVariable: 'RAPIDAPI_KEY', server: () => `http://${server.host}`, ...options },
  });
const throughService = (
  path = '/rapidapi',
  serviceKey: string | undefined = undefined,
  more: Partial<ToolBenchOptions> = {},
) => executor({ service: { url: `http://${server.host}${path}`, key: () => serviceKey }, ...more });

const names = { kind: 'toolbench', category: 'News, Media', tool: 'TheClique - Live', api: 'Get /v2' } as const;
const properties = { city_name: { type: 'string' }, days: { type: 'number' }, id: { type: 'string' } };
function api(given: Partial<ToolBenchInvocation> = {}): Api {
  return sampleApi({
    provider: 'RapidAPI',
    parameters: { type: 'object', properties },
    invocation: { ...names, arguments: { city_name: 'city name' }, ...given },
  });
}
const at = (url: string, method: 'GET' | 'POST' = 'GET') =>
  api({ request: { method, url: `https://sky.p.rapidapi.com${url}`, host: 'sky.p.rapidapi.com' } });

executorContract('toolbench, through a server', async () => {
  server.on('/rapidapi', (response, { body }) => {
    const { api_name: called } = JSON.parse(body) as { api_name: string };
    if (called === 'hang') return;
    const large = called === 'large' ? 'x'.repeat(500) : { ok: true };
    reply.json({ error: called === 'missing' ? 'Unsubscribed error...' : '', response: large })(response, {} as never);
  });
  const call = (name: string) => ({ api: api({ api: name }), arguments: {} });
  return {
    executor: throughService('/rapidapi', undefined, { maxBodyCharacters: 100 }),
    provenance: 'live',
    succeeds: call('fine'),
    fails: call('missing'),
    hangs: call('hang'),
    large: { ...call('large'), maxBodyCharacters: 100 },
  };
});

describe('directly', () => {
  it('sends what RapidAPI documents: key, host, path and query', async () => {
    server.on('/now/New%20York', reply.json({ temperature: 21 }));
    const seen = await direct().call(at('/now/{city name}?units=c'), { city_name: 'New York', days: 3, id: 'a&b' });
    expect(seen).toMatchObject({ status: 'ok', value: { temperature: 21 }, provenance: 'live' });
    expect(server.seen).toEqual([
      {
        method: 'GET',
        url: '/now/New%20York?units=c&days=3&id=a%26b',
        headers: expect.objectContaining({ 'x-rapidapi-key': key, 'x-rapidapi-host': 'sky.p.rapidapi.com' }),
        body: '',
      },
    ]);
  });

  it('sends a JSON body with methods that take one', async () => {
    server.on('/post', reply.json('done'));
    await direct().call(at('/post', 'POST'), { city_name: 'Rome', days: 3 });
    expect(server.seen[0]).toMatchObject({
      method: 'POST',
      url: '/post',
      headers: { 'content-type': 'application/json' },
      body: '{"city name":"Rome","days":3}',
    });
  });

  it('tells RapidAPI’s refusals by their status, and no good reply by its words', async () => {
    server.on('/x', reply.json({ message: 'You are not subscribed to this API.' }, 403));
    expect(await direct().call(at('/x'), {})).toMatchObject({
      status: 'http-error',
      httpStatus: 403,
      body: '{"message":"You are not subscribed to this API."}',
    });
    server.on('/x', reply.json({ title: 'Unauthorized error: a history of 404' }));
    expect(await direct().call(at('/x'), {})).toMatchObject({ status: 'ok' });
  });

  it('keeps the key from replies, and from hosts that are not RapidAPI’s', async () => {
    server.on('/x', (response, { headers }) => reply.json({ you: headers })(response, {} as never));
    expect(JSON.stringify(await direct().call(at('/x'), {}))).not.toContain(key);
    const elsewhere = api({ request: { method: 'GET', url: 'https://evil.example/', host: 'evil.example' } });
    expect(await executor({ rapidApi: { key: () => key, keyVariable: 'K' } }).call(elsewhere, {})).toMatchObject({
      status: 'denied',
      reason: "its host evil.example is not RapidAPI's, so it gets no key for it",
    });
  });

  it('says what is missing', async () => {
    expect(await direct({ key: () => undefined }).call(at('/x'), {})).toMatchObject({
      status: 'missing-credential',
      variable: 'RAPIDAPI_KEY',
    });
    expect(await direct().call(api(), {})).toMatchObject({
      status: 'not-callable',
      reason: expect.stringContaining('its source does not say where it is'),
    });
    expect(await executor().call(at('/x'), {})).toMatchObject({ status: 'not-callable' });
    expect(server.seen).toEqual([]);
  });
});

describe('through a server', () => {
  it('posts the standard names and the arguments by theirs', async () => {
    server.on('/rapidapi', reply.json({ error: '', response: '{"goals": 3}' }));
    const seen = await throughService('/rapidapi', 'tb-secret').call(api(), { city_name: 'Rome', id: '7' });
    expect(seen).toMatchObject({ status: 'ok', value: { goals: 3 }, provenance: 'live' });
    expect(server.seen).toEqual([
      {
        method: 'POST',
        url: '/rapidapi',
        headers: expect.objectContaining({ 'content-type': 'application/json', toolbench_key: 'tb-secret' }),
        body: expect.any(String),
      },
    ]);
    expect(JSON.parse(server.seen[0]?.body ?? '')).toEqual({
      category: 'News_Media',
      tool_name: 'theclique_live',
      api_name: 'get_v2',
      tool_input: '{"city_name":"Rome","is_id":"7"}',
      strip: 'truncate',
      toolbench_key: 'tb-secret',
    });
  });

  it('never presents what a virtual server says as live', async () => {
    server.on('/virtual', reply.json({ error: '', response: { made: 'up' } }));
    expect(await throughService('/virtual').call(api(), {})).toMatchObject({ status: 'ok', provenance: 'simulated' });
  });

  it('is preferred to asking directly, and tells complete replies', async () => {
    server.on('/rapidapi', reply.json({ error: '', response: [1, 2] }));
    const both = { rapidApi: { key: () => key, keyVariable: 'K' } };
    const complete: unknown[] = [];
    const one = throughService('/rapidapi', undefined, both);
    await one.call(at('/x'), {}, { onReply: ({ value }) => complete.push(value) });
    expect(complete).toEqual([[1, 2]]);
    expect(server.seen.map(({ url }) => url)).toEqual(['/rapidapi']);
  });

  it('keeps its key out of what comes back, and passes on failures of the server itself', async () => {
    server.on('/rapidapi', (response, { body }) => reply.json({ error: '', response: body })(response, {} as never));
    expect(JSON.stringify(await throughService('/rapidapi', 'tb-secret').call(api(), {}))).not.toContain('tb-secret');
    server.on('/rapidapi', reply.bytes('down', 'text/plain', 500));
    expect(await throughService().call(api(), {})).toMatchObject({
      status: 'http-error',
      httpStatus: 500,
      body: 'down',
    });
    server.on('/rapidapi', reply.bytes('<html>', 'text/html'));
    expect(await throughService().call(api(), {})).toMatchObject({
      status: 'failed',
      reason: 'the server answered with something else than {error, response}',
    });
  });
});
