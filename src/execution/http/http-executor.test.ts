import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { manualClock } from '../../base/index.js';
import type { Api, HttpInvocation, HttpSecurity } from '../../catalog/index.js';
import { executorContract, sampleApi } from '../executor.contract.js';
import { httpExecutor } from './http-executor.js';

interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

async function listen(handler: RequestListener): Promise<{ server: Server; host: string }> {
  const server = createServer(handler);
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  return { server, host: `127.0.0.1:${(server.address() as AddressInfo).port}` };
}

let main: Awaited<ReturnType<typeof listen>>;
let other: Awaited<ReturnType<typeof listen>>;
let seen: Seen[] = [];
let answer: (request: IncomingMessage, response: ServerResponse) => void;

const recording: RequestListener = async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { method, url, headers } = request;
  seen.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
  answer(request, response);
};

const sendJson = (response: ServerResponse, value: unknown, status = 200) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
const sendRedirect = (response: ServerResponse, location: string, status = 302) =>
  response.writeHead(status, { location }).end('moved');

beforeAll(async () => {
  main = await listen(recording);
  other = await listen(recording);
});
afterAll(() => {
  for (const { server } of [main, other]) {
    server.close();
    server.closeAllConnections();
  }
});
beforeEach(() => {
  seen = [];
  answer = (_request, response) => sendJson(response, { ok: true });
});

function api(given: Partial<HttpInvocation> = {}): Api {
  const servers = [{ url: `http://${main.host}` }];
  return sampleApi({
    provider: 'pets.example',
    invocation: { kind: 'http', method: 'GET', path: '/x', servers, parameters: [], security: [], ...given },
  });
}

const executor = (options: Parameters<typeof httpExecutor>[0] = {}) =>
  httpExecutor({ allowHosts: [main.host, other.host], clock: manualClock(), ...options });

executorContract('httpExecutor', () => {
  answer = (request, response) => {
    if (request.url === '/missing') sendJson(response, { error: 'gone' }, 404);
    else if (request.url === '/large') sendJson(response, 'x'.repeat(500));
    else if (request.url !== '/hang') sendJson(response, { ok: true });
  };
  return {
    executor: executor({ maxBodyCharacters: 100 }),
    provenance: 'live',
    succeeds: { api: api(), arguments: {} },
    fails: { api: api({ path: '/missing' }), arguments: {} },
    hangs: { api: api({ path: '/hang' }), arguments: {} },
    large: { api: api({ path: '/large' }), arguments: {}, maxBodyCharacters: 100 },
  };
});

describe('a call', () => {
  it('sends what the arguments make and gives the value of the reply', async () => {
    const invocation: Partial<HttpInvocation> = {
      method: 'POST',
      path: '/pets/{id}',
      parameters: [
        { argument: 'id', name: 'id', in: 'path', style: 'simple', explode: false },
        { argument: 'q', name: 'q', in: 'query', style: 'form', explode: true },
        { argument: 'X-Trace', name: 'X-Trace', in: 'header', style: 'simple', explode: false },
        { argument: 'sid', name: 'sid', in: 'cookie', style: 'form', explode: true },
      ],
      body: {
        contentType: 'application/json',
        required: true,
        shape: { kind: 'fields', arguments: { name: 'name' } },
      },
    };
    const observation = await executor().call(api(invocation), {
      id: 'a b',
      q: [1, 2],
      'X-Trace': 't',
      sid: 's',
      name: 'Rex',
    });
    expect(observation).toEqual({
      status: 'ok',
      body: '{\n  "ok": true\n}',
      value: { ok: true },
      provenance: 'live',
      elapsedMs: 0,
      coerced: [],
    });
    expect(seen).toEqual([
      {
        method: 'POST',
        url: '/pets/a%20b?q=1&q=2',
        headers: expect.objectContaining({
          host: main.host,
          'x-trace': 't',
          cookie: 'sid=s',
          'content-type': 'application/json',
          'user-agent': 'capuchin',
        }),
        body: '{"name":"Rex"}',
      },
    ]);
  });

  it('with bad arguments sends nothing', async () => {
    const parameters = [{ argument: 'h', name: 'h', in: 'header' as const, style: 'simple' as const, explode: false }];
    expect(await executor().call(api({ parameters }), { h: 'a\r\nb' })).toEqual({
      status: 'bad-arguments',
      problems: ['the header h cannot hold a line break'],
      provenance: 'none',
      elapsedMs: 0,
      coerced: [],
    });
    expect(seen).toEqual([]);
  });

  it('ends at the time limit, in the middle of a body, too', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' }).write('so far');
    };
    expect(await executor({ timeoutMs: 50 }).call(api(), {})).toMatchObject({ status: 'timeout', afterMs: 50 });
  });

  it('stops with the reason of a signal that is aborted in the middle of a body', async () => {
    const abort = new AbortController();
    answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' }).write('so far');
      abort.abort(new Error('enough'));
    };
    await expect(executor().call(api(), {}, { signal: abort.signal })).rejects.toThrow('enough');
  });

  it('says why no connection came about', async () => {
    const gone = await listen(() => {});
    await new Promise(done => gone.server.close(done));
    const servers = [{ url: `http://${gone.host}` }];
    expect(await executor({ allowHosts: [gone.host] }).call(api({ servers }), {})).toMatchObject({
      status: 'failed',
      reason: `the request failed: connect ECONNREFUSED ${gone.host}`,
      provenance: 'live',
    });
  });
});

describe('replies', () => {
  const bodyFor = async (contentType: string | undefined, bytes: Buffer, more: Record<string, string> = {}) => {
    answer = (_request, response) => {
      response
        .writeHead(200, { ...(contentType === undefined ? {} : { 'content-type': contentType }), ...more })
        .end(bytes);
    };
    const observation = await executor().call(api(), {});
    return observation.status === 'ok' ? observation.body : observation;
  };

  it('are decoded by charset and encoding', async () => {
    expect(await bodyFor('text/plain; charset=iso-8859-1', Buffer.from([0xe9]))).toBe('é');
    expect(await bodyFor('text/plain; charset=nonsense', Buffer.from('é'))).toBe('é');
    expect(await bodyFor('text/plain', gzipSync('zipped'), { 'content-encoding': 'gzip' })).toBe('zipped');
    expect(await bodyFor('text/plain', brotliCompressSync('br'), { 'content-encoding': 'br' })).toBe('br');
    expect(await bodyFor(undefined, Buffer.from('{"a":1}'))).toBe('{\n  "a": 1\n}');
    expect(await bodyFor('application/json', Buffer.from('not json'))).toBe('not json');
  });

  it('that are binary are summed up', async () => {
    expect(await bodyFor('image/png', Buffer.from([0x89, 0x50, 0xff]))).toBe('[image/png, 3 bytes]');
    expect(await bodyFor(undefined, Buffer.from([0xff, 0xfe, 0xfd]))).toBe('[binary, 3 bytes]');
    expect(await bodyFor('image/png', Buffer.alloc(0))).toBe('');
  });

  it('nested a million deep survive', async () => {
    const deep = Buffer.from('['.repeat(1e6) + ']'.repeat(1e6));
    answer = (_request, response) => response.writeHead(200, { 'content-type': 'application/json' }).end(deep);
    expect(await executor().call(api(), {})).toMatchObject({ status: 'ok', fullLength: 2e6 });
  });

  it('larger than the limit are read no further, and say so', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' });
      response.write('x'.repeat(100_000));
    };
    const observation = await executor({ maxResponseBytes: 1_000, maxBodyCharacters: 100 }).call(api(), {});
    expect(observation).toMatchObject({
      status: 'ok',
      body: `${'x'.repeat(65)}\n[reading stopped after 1000 bytes]`,
      fullLength: expect.any(Number),
    });
  });

  it('that unpack to more than the limit are read no further', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    answer = (_request, response) =>
      response.writeHead(200, { 'content-type': 'text/plain', 'content-encoding': 'gzip' }).end(bomb);
    const observation = await executor({ maxResponseBytes: 1_000 }).call(api(), {});
    expect(observation).toMatchObject({
      status: 'ok',
      body: expect.stringMatching(/reading stopped after 1000 bytes\]$/),
    });
  });

  it('from status 400 on are errors with a bounded body', async () => {
    answer = (_request, response) => sendJson(response, { message: 'no such pet' }, 404);
    expect(await executor({ maxBodyCharacters: 15 }).call(api(), {})).toMatchObject({
      status: 'http-error',
      httpStatus: 404,
      body: '{"message":"…"}',
      fullLength: 25,
    });
  });

  it('to HEAD say what their headers say', async () => {
    answer = (_request, response) => response.writeHead(200, { etag: '"1"', 'content-type': 'text/plain' }).end();
    expect(await executor().call(api({ method: 'HEAD' }), {})).toMatchObject({
      body: 'HTTP 200\ncontent-type: text/plain\netag: "1"',
    });
  });
});

describe('hosts that are not public', () => {
  it('are refused', async () => {
    expect(await executor({ allowHosts: [] }).call(api(), {})).toMatchObject({
      status: 'denied',
      reason: '127.0.0.1 is not a public address but loopback; it can be called only when allowed by name',
    });
    expect(seen).toEqual([]);
  });

  it('are refused behind a name, also when the name changes its mind', async () => {
    const { port } = new URL(`http://${main.host}`);
    const servers = [{ url: `http://rebind.example:${port}` }];
    const answers = ['127.0.0.1', '8.8.8.8'];
    const resolve = async () => [{ address: answers.shift() ?? '', family: 4 as const }];
    expect(await executor({ resolve }).call(api({ servers }), {})).toMatchObject({
      status: 'denied',
      reason: expect.stringContaining('rebind.example is not a public address but loopback'),
    });
    expect(answers).toEqual(['8.8.8.8']);
  });

  it('are connected to at the address that was checked, when allowed by name', async () => {
    const { port } = new URL(`http://${main.host}`);
    const servers = [{ url: `http://inside.example:${port}` }];
    const resolve = async () => [{ address: '127.0.0.1', family: 4 as const }];
    const observation = await executor({ resolve, allowHosts: ['inside.example'] }).call(api({ servers }), {});
    expect(observation.status).toBe('ok');
    expect(seen[0]?.headers.host).toBe(`inside.example:${port}`);
  });

  it('are refused after a redirect', async () => {
    answer = (_request, response) => sendRedirect(response, `http://${other.host}/secret`);
    expect(await executor({ allowHosts: [main.host] }).call(api(), {})).toMatchObject({ status: 'denied' });
    expect(seen.map(({ url }) => url)).toEqual(['/x']);
  });
});

describe('redirects', () => {
  const post = (status: number): Partial<HttpInvocation> => ({
    method: 'POST',
    path: `/${status}`,
    body: { contentType: 'text/plain', required: true, shape: { kind: 'whole', argument: 'body' } },
  });

  it.each([
    [301, 'GET', ''],
    [302, 'GET', ''],
    [303, 'GET', ''],
    [307, 'POST', 'hello'],
    [308, 'POST', 'hello'],
  ])('%i after POST becomes %s', async (status, method, body) => {
    answer = (request, response) =>
      request.url === '/end' ? sendJson(response, 1) : sendRedirect(response, '/end', status);
    expect(await executor().call(api(post(status)), { body: 'hello' })).toMatchObject({ status: 'ok', body: '1' });
    expect(seen[1]).toMatchObject({ method, url: '/end', body });
    expect(seen[1]?.headers['content-type']).toBe(body === '' ? undefined : 'text/plain');
  });

  it('are not followed for ever', async () => {
    answer = (_request, response) => sendRedirect(response, '/again');
    expect(await executor().call(api(), {})).toMatchObject({
      status: 'failed',
      reason: 'the host answered with more than 5 redirects, which is not followed',
    });
    expect(seen).toHaveLength(6);
  });

  it('are not followed to other protocols', async () => {
    answer = (_request, response) => sendRedirect(response, 'file:///etc/passwd');
    expect(await executor().call(api(), {})).toMatchObject({
      status: 'failed',
      reason: 'the host answered with a redirect to file:, which is not followed',
    });
  });
});

describe('credentials', () => {
  const secret = 'very-secret-value';
  const credentials = () => secret;
  const bearer: HttpSecurity = { scheme: 'token', type: 'bearer' };
  const header: HttpSecurity = { scheme: 'key', type: 'apiKey', in: 'header', name: 'X-Key' };
  const query: HttpSecurity = { scheme: 'key', type: 'apiKey', in: 'query', name: 'key' };

  it('that are missing are named, with the variable that would provide them', async () => {
    expect(await executor().call(api({ security: [[bearer]] }), {})).toMatchObject({
      status: 'missing-credential',
      scheme: 'token',
      variable: 'CAPUCHIN_KEY_PETS_EXAMPLE_TOKEN',
      provenance: 'none',
    });
    expect(seen).toEqual([]);
  });

  it('follow a redirect within their origin and stay behind when it leaves', async () => {
    answer = (request, response) => {
      if (request.url === '/x') sendRedirect(response, '/same');
      else if (request.url === '/same') sendRedirect(response, `http://${other.host}/end`);
      else sendJson(response, 1);
    };
    await executor({ credentials }).call(api({ security: [[bearer, header]] }), {});
    expect(seen.map(({ headers }) => [headers.authorization, headers['x-key']])).toEqual([
      [`Bearer ${secret}`, secret],
      [`Bearer ${secret}`, secret],
      [undefined, undefined],
    ]);
  });

  it('never come back in an observation', async () => {
    answer = (request, response) => sendJson(response, { you: request.headers, sent: request.url });
    const ok = await executor({ credentials }).call(api({ security: [[bearer, header, query]] }), {});
    expect(ok.status).toBe('ok');
    expect(JSON.stringify(ok)).not.toContain(secret);

    answer = (_request, response) => sendRedirect(response, `gopher://${secret}/`);
    const failed = await executor({ credentials }).call(api({ security: [[query]] }), {});
    expect(JSON.stringify(failed)).not.toContain(secret);

    answer = (_request, response) => sendJson(response, { bad: secret }, 401);
    expect(await executor({ credentials }).call(api({ security: [[header]] }), {})).toMatchObject({
      status: 'http-error',
      body: '{"bad":"[secret]"}',
    });
  });

  it('that would break out of their header are not sent', async () => {
    const broken = await executor({ credentials: () => 'a\r\nX-Evil: 1' }).call(api({ security: [[header]] }), {});
    expect(broken).toMatchObject({
      status: 'not-callable',
      reason: 'its credential cannot be sent: the header x-key cannot hold a line break',
    });
    expect(seen).toEqual([]);
  });
});

describe('a busy host', () => {
  it('is asked again after the time it names', async () => {
    const clock = manualClock();
    answer = (_request, response) => {
      if (seen.length === 1) response.writeHead(429, { 'retry-after': '7' }).end();
      else sendJson(response, { tries: seen.length });
    };
    expect(await executor({ clock }).call(api(), {})).toMatchObject({
      status: 'ok',
      value: { tries: 2 },
      elapsedMs: 7000,
    });
    expect(clock.slept).toEqual([7000]);
  });

  it('has the last word when it stays busy, or asks for too long a wait', async () => {
    answer = (_request, response) => response.writeHead(503, { 'content-type': 'text/plain' }).end('busy');
    expect(await executor().call(api(), {})).toMatchObject({ status: 'http-error', httpStatus: 503, body: 'busy' });
    expect(seen).toHaveLength(3);
    seen = [];
    answer = (_request, response) => response.writeHead(429, { 'retry-after': '3600' }).end();
    expect(await executor().call(api(), {})).toMatchObject({ status: 'http-error', httpStatus: 429 });
    expect(seen).toHaveLength(1);
  });

  it('is not asked twice for what may not be done twice', async () => {
    answer = (_request, response) => response.writeHead(503).end();
    await executor().call(api({ method: 'POST' }), {});
    expect(seen).toHaveLength(1);
  });
});
