import { MockAgent } from 'undici';
import { beforeEach, describe, expect, it } from 'vitest';
import { networkGuard } from './network-guard.js';
import { readReply } from './read-reply.js';
import { sendRequest } from './send-request.js';

let agent: MockAgent;
beforeEach(() => {
  agent = new MockAgent();
  agent.disableNetConnect();
});

function replying(origin: string, path: string, status: number, location?: string) {
  const headers = location === undefined ? {} : { location };
  agent.get(origin).intercept({ path }).reply(status, 'body', { headers });
}

const get = (url: string, headers: Record<string, string> = {}) => ({ method: 'GET' as const, url, headers });

describe('sendRequest through a dispatcher of the user’s own', () => {
  it('follows relative redirects to the end', async () => {
    replying('https://a.example', '/1', 302, '2?x=1#part');
    replying('https://a.example', '/2?x=1', 200);
    const reply = await sendRequest(get('https://a.example/1'), { dispatcher: agent, maxRedirects: 1 });
    expect(reply).toMatchObject({ status: 200, url: 'https://a.example/2?x=1' });
    expect(Buffer.from((await readReply(reply, 100)).bytes).toString()).toBe('body');
  });

  it.each([
    ['http://a.example/', 'a redirect from https to http'],
    ['ftp://a.example/', 'a redirect to ftp:'],
    ['https://u:p@a.example/', 'a redirect to an address with a user name or password'],
    ['https://[nonsense', 'a redirect to no address'],
  ])('refuses a redirect to %s', async (location, what) => {
    replying('https://a.example', '/', 302, location);
    await expect(sendRequest(get('https://a.example/'), { dispatcher: agent, maxRedirects: 5 })).rejects.toMatchObject({
      code: 'redirect-refused',
      message: `the host answered with ${what}, which is not followed`,
    });
  });

  it('checks the host before each hop', async () => {
    const asked: string[] = [];
    const guard = networkGuard({
      resolve: async host => {
        asked.push(host);
        return [{ address: host === 'b.example' ? '10.0.0.1' : '8.8.8.8', family: 4 }];
      },
    });
    replying('https://a.example', '/', 307, 'https://b.example/');
    const sending = sendRequest(get('https://a.example/'), {
      dispatcher: agent,
      check: url => guard.check(url.hostname, 443),
      maxRedirects: 5,
    });
    await expect(sending).rejects.toMatchObject({ code: 'address-refused', host: 'b.example' });
    expect(asked).toEqual(['a.example', 'b.example']);
  });

  it('gives a redirect without an address as it is', async () => {
    replying('https://a.example', '/', 304);
    expect(await sendRequest(get('https://a.example/'), { dispatcher: agent, maxRedirects: 5 })).toMatchObject({
      status: 304,
    });
  });
});
