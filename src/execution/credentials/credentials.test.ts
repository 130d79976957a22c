import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { manualClock } from '../../base/index.js';
import type { HttpSecurity } from '../../catalog/index.js';
import { sampleApi } from '../executor.contract.js';
import { httpExecutor } from '../http/http-executor.js';

let seen: { readonly host: string; readonly url: string; readonly headers: IncomingHttpHeaders }[] = [];
let answer: RequestListener = () => {};
const servers = [1, 2].map(() =>
  createServer((request, response) => {
    seen.push({ host: request.headers.host ?? '', url: request.url ?? '', headers: request.headers });
    answer(request, response);
  }),
);
let hosts: string[] = [];

beforeAll(async () => {
  await Promise.all(servers.map(server => new Promise<void>(done => server.listen(0, '127.0.0.1', done))));
  hosts = servers.map(server => `127.0.0.1:${(server.address() as AddressInfo).port}`);
});
afterAll(() => {
  for (const server of servers) server.close();
});
beforeEach(() => {
  seen = [];
  answer = (request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify([request.url, request.headers]));
  };
});

const secrets: Readonly<Record<string, string>> = {
  inHeader: 'header-secret',
  inQuery: 'query-secret&x',
  inCookie: 'cookie;secret',
  login: 'user:pass-word',
  token: 'bearer-secret',
  oauth: 'oauth-secret',
  id: 'id-secret',
  hmac: 'AKIDEXAMPLE:aws-secret-key-value:aws-session-token',
};
const schemes: readonly HttpSecurity[] = [
  { scheme: 'inHeader', type: 'apiKey', in: 'header', name: 'X-Key' },
  { scheme: 'inQuery', type: 'apiKey', in: 'query', name: 'key' },
  { scheme: 'inCookie', type: 'apiKey', in: 'cookie', name: 'sid' },
  { scheme: 'login', type: 'basic' },
  { scheme: 'token', type: 'bearer' },
  { scheme: 'oauth', type: 'oauth2' },
  { scheme: 'id', type: 'openIdConnect' },
  { scheme: 'hmac', type: 'awsSigV4', service: 'ec2' },
];

function call(security: readonly HttpSecurity[]) {
  const api = sampleApi({
    invocation: {
      kind: 'http',
      method: 'GET',
      path: '/x',
      servers: [{ url: `http://${hosts[0]}` }],
      parameters: [],
      security: [security],
    },
  });
  const clock = manualClock(Date.UTC(2015, 7, 30));
  const executor = httpExecutor({ allowHosts: hosts, clock, credentials: async scheme => secrets[scheme] });
  return executor.call(api, {});
}

/** What a request carries that one without credentials does not. */
function carried({ url, headers }: { readonly url: string; readonly headers: IncomingHttpHeaders }) {
  const usual = new Set(['host', 'connection', 'accept', 'accept-encoding', 'user-agent']);
  return [url, Object.fromEntries(Object.entries(headers).filter(([name]) => !usual.has(name)))];
}

describe('credentials on the wire', () => {
  it.each([
    ['inHeader', '/x', { 'x-key': 'header-secret' }],
    ['inQuery', '/x?key=query-secret%26x', {}],
    ['inCookie', '/x', { cookie: 'sid=cookie%3Bsecret' }],
    ['login', '/x', { authorization: `Basic ${btoa('user:pass-word')}` }],
    ['token', '/x', { authorization: 'Bearer bearer-secret' }],
    ['oauth', '/x', { authorization: 'Bearer oauth-secret' }],
    ['id', '/x', { authorization: 'Bearer id-secret' }],
    [
      'hmac',
      '/x',
      {
        authorization: expect.stringMatching(/^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/20150830\/us-east-1\/ec2\//),
        'x-amz-date': '20150830T000000Z',
        'x-amz-security-token': 'aws-session-token',
      },
    ],
  ])('%s arrives where it should and nowhere else, and does not come back', async (scheme, url, headers) => {
    const observation = await call(schemes.filter(each => each.scheme === scheme));
    expect(seen.map(carried)).toEqual([[url, headers]]);
    expect(observation.status).toBe('ok');
    const written = JSON.stringify(observation);
    const parts = [...(secrets[scheme] ?? '').split(':').filter(part => part !== 'AKIDEXAMPLE' && part !== 'user')];
    for (const part of parts) expect(written).not.toContain(part);
    expect(written).toContain('[secret]');
  });

  it('stay behind when another host is redirected to, all of them', async () => {
    answer = (request, response) => {
      if (request.url?.startsWith('/x')) response.writeHead(302, { location: `http://${hosts[1]}/end` }).end();
      else response.end('there');
    };
    for (const scheme of schemes) await call([scheme]);
    expect(seen.filter(({ host }) => host === hosts[1]).map(carried)).toEqual(
      schemes.map(({ type }) => ['/end', type === 'awsSigV4' ? { 'x-amz-date': '20150830T000000Z' } : {}]),
    );
  });
});
