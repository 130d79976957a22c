import { afterEach, describe, expect, it } from 'vitest';
import { manualClock, seededRandom } from '../../base/index.js';
import { type Answer, bytesOf, type LocalServer, localServer } from './fixtures/local-server.js';
import { postForEvents, type ServerAccess } from './post-for-events.js';

let server: LocalServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function access(...answers: Answer[]): Promise<ServerAccess & { clock: ReturnType<typeof manualClock> }> {
  server = await localServer(...answers);
  return {
    server: 'the server',
    keyAdvice: 'give a key',
    url: `${server.url}/v1/chat`,
    headers: { authorization: 'Bearer sesame' },
    secrets: ['sesame'],
    fetch,
    timeoutMs: 5_000,
    attempts: 3,
    clock: manualClock(),
    random: seededRandom(1),
    errorIn: () => undefined,
  };
}

async function collect(to: ServerAccess, signal?: AbortSignal): Promise<string[]> {
  const seen: string[] = [];
  for await (const { name, data, whole } of postForEvents(to, { ask: 1 }, signal)) {
    seen.push(`${name}:${data}${whole ? ' (whole)' : ''}`);
  }
  return seen;
}

const twoEvents = 'event: a\ndata: {"text":"日本 🐒"}\n\n: comment\ndata: two\ndata: lines\n\n';

describe('postForEvents', () => {
  it('sends the body with the headers and yields the events', async () => {
    const to = await access({ chunks: [twoEvents] });
    expect(await collect(to)).toEqual(['a:{"text":"日本 🐒"}', ':two\nlines']);
    expect(server?.seen).toMatchObject([
      { path: '/v1/chat', headers: { authorization: 'Bearer sesame' }, body: { ask: 1 } },
    ]);
  });

  it.each([1, 2, 3, 7])('does not care where the bytes are cut: every %i', async length => {
    const to = await access({ chunks: bytesOf(twoEvents, length) });
    expect(await collect(to)).toEqual(['a:{"text":"日本 🐒"}', ':two\nlines']);
  });

  it('counts a last event that no blank line ends', async () => {
    expect(await collect(await access({ chunks: ['data: 1\r\n\r\ndata: 2'] }))).toEqual([':1', ':2']);
  });

  it('takes a whole JSON reply, and events under a wrong type', async () => {
    const headers = { 'content-type': 'application/json' };
    expect(await collect(await access({ headers, chunks: ['{"a"', ':1}'] }))).toEqual([':{"a":1} (whole)']);
    await server?.close();
    const plain = { 'content-type': 'text/plain' };
    expect(await collect(await access({ headers: plain, chunks: ['data: 1\n\n'] }))).toEqual([':1']);
  });

  it('tries again what may pass, as the server asks', async () => {
    const busy = { status: 503, headers: { 'retry-after': '2' }, chunks: ['busy'] };
    const to = await access(busy, busy, { chunks: ['data: 1\n\n'] });
    const notices: string[] = [];
    expect(await collect({ ...to, onNotice: notice => notices.push(notice) })).toEqual([':1']);
    expect(to.clock.slept).toEqual([2_000, 2_000]);
    expect(notices).toEqual(
      Array(2).fill('the server answered 503: busy (the server is in trouble; try again later); trying again'),
    );
  });

  it('gives up after the last try, and at once where trying is useless', async () => {
    await expect(collect(await access({ status: 500 }))).rejects.toMatchObject({ code: 'model-failed', status: 500 });
    expect(server?.seen).toHaveLength(3);
    await server?.close();
    await expect(collect(await access({ status: 401 }))).rejects.toThrow('answered 401 (give a key)');
    expect(server?.seen).toHaveLength(1);
  });

  it('never tries again once part of the reply is out', async () => {
    const to = await access({ chunks: ['data: 1\n\n', 'data: 2'], end: 'drop' });
    await expect(collect(to)).rejects.toThrow('the server cannot be reached or broke off');
    expect(server?.seen).toHaveLength(1);
  });

  it('tries again when the connection breaks before anything came', async () => {
    const to = await access({ end: 'drop' }, { chunks: ['data: 1\n\n'] });
    expect(await collect(to)).toEqual([':1']);
  });

  it('reports errors that come as events, trying again those that come first', async () => {
    const to = await access({ chunks: ['event: error\ndata: x\n\n'] }, { chunks: ['data: 1\n\n'] });
    const { ModelFailed } = await import('../model-failed.js');
    const errorIn: ServerAccess['errorIn'] = event =>
      event.name === 'error' ? new ModelFailed('told so', { retryable: true }) : undefined;
    expect(await collect({ ...to, errorIn })).toEqual([':1']);
  });

  it('does not follow redirects, repeat keys or take pages for replies', async () => {
    const moved = { status: 302, headers: { location: 'https://other.example' } };
    await expect(collect(await access(moved))).rejects.toThrow('it moved; give the address https://other.example');
    await server?.close();
    await expect(collect(await access({ status: 401, chunks: ['wrong key sesame'] }))).rejects.toThrow(
      'wrong key [key]',
    );
    await server?.close();
    const html = { headers: { 'content-type': 'text/html' }, chunks: ['<html><title>Hello</title>'] };
    await expect(collect(await access(html))).rejects.toThrow(
      'the server sent an HTML page "Hello" where a reply was expected (check the base URL)',
    );
  });

  it('says where nobody listens', async () => {
    const to = await access();
    await server?.close();
    await expect(collect({ ...to, attempts: 1 })).rejects.toThrow(/the server cannot be reached.*ECONNREFUSED/);
  });

  it('gives up on a silent server, before and within an answer', async () => {
    const to = await access({ end: 'hang' });
    await expect(collect({ ...to, timeoutMs: 20, attempts: 1 })).rejects.toThrow('was silent for 20 ms');
    await server?.close();
    const later = await access({ chunks: ['data: 1\n\n'], end: 'hang' });
    await expect(collect({ ...later, timeoutMs: 100 })).rejects.toThrow('was silent for 100 ms');
  });

  it('stops with the reason of the signal, before and within an answer', async () => {
    const reason = new Error('enough');
    const to = await access({ chunks: ['data: 1\n\n'], end: 'hang' });
    await expect(collect(to, AbortSignal.abort(reason))).rejects.toBe(reason);
    const controller = new AbortController();
    const events = postForEvents(to, {}, controller.signal);
    expect((await events.next()).value).toMatchObject({ data: '1' });
    const next = events.next();
    controller.abort(reason);
    await expect(next).rejects.toBe(reason);
  });

  it('calls an answer without events empty', async () => {
    await expect(collect(await access({ chunks: [''] }))).rejects.toThrow('the server sent an empty reply');
  });
});
