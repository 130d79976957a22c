import { describe, expect, it } from 'vitest';
import { proxyAddress, proxyFor } from './proxies.js';

const proxies = { http: 'http://p1:1/', https: 'http://p2:2/' };
const through = (url: string, noProxy = '') => proxyFor(new URL(url), { ...proxies, noProxy });

describe('proxyFor', () => {
  it('chooses by the protocol of the target', () => {
    expect(through('http://a.example/')).toBe(proxies.http);
    expect(through('https://a.example/')).toBe(proxies.https);
    expect(proxyFor(new URL('https://a.example/'), { http: proxies.http })).toBeUndefined();
    expect(proxyFor(new URL('https://a.example/'), undefined)).toBeUndefined();
  });

  it.each(['http://localhost/', 'http://x.localhost/', 'http://127.1.2.3:8/', 'http://[::1]/', 'http://2130706433/'])(
    'sends nothing for this machine away: %s',
    url => {
      expect(through(url)).toBeUndefined();
    },
  );

  it.each([
    ['https://a.example/', 'a.example'],
    ['https://deep.a.example/', 'b.example, A.example'],
    ['https://deep.a.example/', '.a.example'],
    ['https://deep.a.example/', '*.a.example'],
    ['https://a.example:8443/', 'a.example:8443'],
    ['https://a.example/', 'a.example:443'],
    ['https://a.example./', 'a.example'],
    ['https://10.1.2.3/', '10.0.0.0/8'],
    ['https://10.1.2.3/', '10.1.2.3'],
    ['https://[2001:db8::7]/', '2001:db8::/32'],
    ['https://[2001:db8::7]/', '2001:db8::7'],
    ['https://a.example/', '*'],
  ])('goes directly to %s without a proxy for %s', (url, noProxy) => {
    expect(through(url, noProxy)).toBeUndefined();
  });

  it.each([
    ['https://nota.example/', 'a.example'],
    ['https://a.example/', 'a.example:8443'],
    ['https://11.1.2.3/', '10.0.0.0/8'],
    ['https://10.1.2.3/', '10.0.0.0/99'],
    ['https://1.10.1.2/', '10.1.2'],
    ['https://a.example/', '.'],
  ])('goes to %s through the proxy despite %s', (url, noProxy) => {
    expect(through(url, noProxy)).toBe(proxies.https);
  });
});

describe('proxyAddress', () => {
  it('takes addresses without a protocol', () => {
    expect(proxyAddress('proxy.example:3128', 'HTTP_PROXY')).toBe('http://proxy.example:3128/');
    expect(proxyAddress('https://u:p@proxy.example', 'HTTPS_PROXY')).toBe('https://u:p@proxy.example/');
  });

  it('refuses what is none, without showing it', () => {
    expect(() => proxyAddress('socks5://u:secret@x', 'HTTP_PROXY')).toThrow(
      /^HTTP_PROXY must be the http or https address of a proxy$/,
    );
  });
});
