import { describe, expect, it } from 'vitest';
import { manualClock } from '../../base/index.js';
import type { HttpSecurity } from '../../catalog/index.js';
import { sampleApi } from '../executor.contract.js';
import { authorize, chooseCredentials, credentialVariable } from './credentials.js';
import { scrubber } from './scrubber.js';

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

describe('authorize, for AWS', () => {
  const request = { method: 'GET' as const, url: 'https://iam.amazonaws.com/?Action=ListUsers', headers: {} };
  const hmac: HttpSecurity = { scheme: 'hmac', type: 'awsSigV4', service: 'iam' };
  const secret = 'AKIDEXAMPLE:wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY:TheSessionToken==';

  it('signs what the other credentials have made of the request', async () => {
    const clock = manualClock(Date.UTC(2015, 7, 30));
    const both = await authorize(
      request,
      [
        { security: hmac, secret },
        { security: key, secret: 'k-1-2-3' },
      ],
      { clock },
    );
    const url = 'https://iam.amazonaws.com/?Action=ListUsers&api_key=k-1-2-3';
    const keyed = await authorize({ ...request, url }, [{ security: hmac, secret }], { clock });
    expect(both.request).toEqual(keyed.request);
    expect(both.request.headers['x-amz-date']).toBe('20150830T000000Z');
  });

  it('counts everything made of the keys as secret', async () => {
    const { request: signed, secrets, secretHeaders } = await authorize(request, [{ security: hmac, secret }]);
    const scrubbed = scrubber(secrets)(JSON.stringify(signed));
    expect(scrubbed).toContain('Signature=[secret]');
    expect(scrubbed).toContain('"x-amz-security-token":"[secret]"');
    expect(secretHeaders).toEqual(['authorization', 'x-amz-security-token']);
  });

  it('wants a key pair', async () => {
    await expect(authorize(request, [{ security: hmac, secret: 'just-a-key' }])).rejects.toThrow(
      '"hmac" is not of the form ACCESS_KEY_ID:SECRET_ACCESS_KEY[:SESSION_TOKEN][@REGION]',
    );
  });
});
