import { describe, expect, it } from 'vitest';
import type { HttpSecurity } from '../../catalog/index.js';
import { sampleApi } from '../executor.contract.js';
import { authorize, chooseCredentials, credentialVariable, scrubber } from './credentials.js';

const api = sampleApi({ provider: 'api.spotify.com' });
const key: HttpSecurity = { scheme: 'key', type: 'apiKey', in: 'query', name: 'api_key' };
const login: HttpSecurity = { scheme: 'login', type: 'basic' };
const odd: HttpSecurity = { scheme: 'odd', type: 'other' };

const holding = (secrets: Record<string, string>) => async (scheme: string) => secrets[scheme];
const use = { url: 'https://api.spotify.com/x' };

describe('credentialVariable', () => {
  it('names the variable after provider and scheme', () => {
    expect(credentialVariable(api, 'oauth_2_0')).toBe('CAPUCHIN_KEY_API_SPOTIFY_COM_OAUTH_2_0');
    expect(credentialVariable({ provider: '日本' }, 'apiKeyAuth')).toBe('CAPUCHIN_KEY_API_KEY_AUTH');
  });
});

describe('chooseCredentials', () => {
  it('takes the first alternative that is complete', async () => {
    expect(await chooseCredentials([[key, login], [login]], api, holding({ login: ' me:pw ' }), use)).toEqual({
      kind: 'use',
      credentials: [{ security: login, secret: 'me:pw' }],
    });
  });

  it('does without where that is allowed', async () => {
    expect(await chooseCredentials([], api, holding({}), use)).toEqual({ kind: 'use', credentials: [] });
    expect(await chooseCredentials([[key], []], api, holding({}), use)).toEqual({ kind: 'use', credentials: [] });
  });

  it('names what is missing, of an alternative that could be used', async () => {
    expect(await chooseCredentials([[odd], [login, key]], api, holding({ login: 'x' }), use)).toEqual({
      kind: 'missing',
      scheme: 'key',
      variable: 'CAPUCHIN_KEY_API_SPOTIFY_COM_KEY',
    });
    expect(await chooseCredentials([[odd]], api, holding({ odd: 'x' }), use)).toEqual({
      kind: 'unsupported',
      reason: 'it needs "odd", a kind of credential that is not supported',
    });
  });
});

describe('authorize', () => {
  const request = { method: 'GET' as const, url: 'https://a.example/x?q=1', headers: { cookie: 'a=1' } };

  it('puts each kind of credential in its place', async () => {
    const cookie: HttpSecurity = { scheme: 'c', type: 'apiKey', in: 'cookie', name: 'sid' };
    const header: HttpSecurity = { scheme: 'h', type: 'apiKey', in: 'header', name: 'X-Key' };
    const { request: authorized, secretHeaders } = await authorize(request, [
      { security: key, secret: 'k&1' },
      { security: cookie, secret: 's;1' },
      { security: header, secret: 'abcd' },
      { security: { scheme: 'o', type: 'oauth2' }, secret: 'token' },
    ]);
    expect(authorized).toEqual({
      method: 'GET',
      url: 'https://a.example/x?q=1&api_key=k%261',
      headers: { cookie: 'a=1; sid=s%3B1', 'x-key': 'abcd', authorization: 'Bearer token' },
    });
    expect(secretHeaders).toEqual(['cookie', 'x-key', 'authorization']);
  });

  it('encodes basic credentials', async () => {
    const { request: authorized } = await authorize(request, [{ security: login, secret: 'me:pw' }]);
    expect(authorized.headers['authorization']).toBe('Basic bWU6cHc=');
  });
});

describe('scrubber', () => {
  it('takes out every spelling of a secret', async () => {
    const { secrets } = await authorize({ method: 'GET', url: 'https://a', headers: {} }, [
      { security: login, secret: 'me:p"ss/word' },
    ]);
    const scrub = scrubber(secrets);
    const spellings = ['me:p"ss/word', 'p"ss/word', 'me%3Ap%22ss%2Fword', 'p\\"ss/word', btoa('me:p"ss/word')];
    expect(spellings.map(scrub)).toEqual(spellings.map(() => '[secret]'));
  });

  it('leaves text alone when a secret is too short to be one', () => {
    expect(scrubber(['a'])('banana')).toBe('banana');
  });
});
