import { describe, expect, it } from 'vitest';
import { readProxies } from './read-proxies.js';

describe('readProxies', () => {
  it('reads either spelling, small letters first', () => {
    expect(
      readProxies({ HTTP_PROXY: 'a:1', http_proxy: 'b:2', HTTPS_PROXY: 'https://c', no_proxy: '.internal' }),
    ).toEqual({
      http: 'http://b:2/',
      https: 'https://c/',
      noProxy: '.internal',
    });
  });

  it('takes ALL_PROXY where there is none for a protocol', () => {
    expect(readProxies({ ALL_PROXY: 'a:1', https_proxy: 'b:2' })).toEqual({
      http: 'http://a:1/',
      https: 'http://b:2/',
    });
  });

  it('finds none in an environment that names none', () => {
    expect(readProxies({ HTTP_PROXY: ' ', NO_PROXY: '*' })).toBeUndefined();
  });

  it('refuses what is no proxy, by the name of its variable', () => {
    expect(() => readProxies({ HTTPS_PROXY: 'socks5://u:secret@h' })).toThrow(
      'HTTPS_PROXY must be the http or https address of a proxy',
    );
  });
});
