import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tokenFetch } from './token-fetch.js';

let host = '';
let answer: RequestListener = () => {};
const server = createServer((request, response) => answer(request, response));
beforeAll(async () => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

const post = (url: string, allowHosts: readonly string[] = [host]) =>
  tokenFetch({ allowHosts })(url, { method: 'POST', headers: {}, body: new URLSearchParams({ secret: 'a b' }) });

describe('tokenFetch', () => {
  it('sends a form and gives the reply', async () => {
    answer = (request, response) => request.on('data', sent => response.writeHead(418, { 'x-a': '1' }).end(sent));
    const reply = await post(`http://${host}/token`);
    expect([reply.status, reply.headers.get('x-a'), await reply.text()]).toEqual([418, '1', 'secret=a+b']);
  });

  it('follows no redirect, which would carry the secret elsewhere', async () => {
    let asked = 0;
    answer = (_request, response) => {
      asked += 1;
      response.writeHead(307, { location: '/elsewhere' }).end();
    };
    expect([(await post(`http://${host}/token`)).status, asked]).toEqual([307, 1]);
  });

  it('takes bounded replies', async () => {
    answer = (_request, response) => response.end(Buffer.alloc(1_000_001));
    await expect(post(`http://${host}/token`)).rejects.toMatchObject({ code: 'reply-too-large' });
  });

  it('gives replies without a body', async () => {
    answer = (_request, response) => response.writeHead(204).end();
    expect((await post(`http://${host}/token`)).status).toBe(204);
  });

  it('reaches private hosts only when they are allowed, and others only encrypted', async () => {
    await expect(post(`https://${host}/token`, [])).rejects.toMatchObject({ code: 'address-refused' });
    await expect(post(`http://${host}/token`, [])).rejects.toMatchObject({
      code: 'insecure-address',
      message: `http://${host} is not encrypted, so no secret is sent there`,
    });
  });
});
