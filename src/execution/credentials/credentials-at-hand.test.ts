import { describe, expect, it } from 'vitest';
import type { Api, HttpInvocation, HttpSecurity } from '../../catalog/index.js';
import { sampleApi } from '../executor.contract.js';
import { type CredentialsAtHandOptions, credentialsAtHand } from './credentials-at-hand.js';
import type { CredentialContent, StoredCredential } from './stored-credential.js';

const key: HttpSecurity = { scheme: 'key', type: 'apiKey', in: 'header', name: 'X-Key' };
const login: HttpSecurity = { scheme: 'login', type: 'oauth2' };
const signed: HttpSecurity = { scheme: 'aws', type: 'awsSigV4' };

function api(security: HttpInvocation['security'], given: Partial<Api> = {}): Api {
  const servers = [{ url: 'https://api.shop.example/v1' }];
  const invocation: HttpInvocation = { kind: 'http', method: 'GET', path: '/', servers, parameters: [], security };
  return sampleApi({ collection: 'shop', provider: 'shop.example', invocation, ...given });
}

const stored = (scheme: string, content: CredentialContent, owner = 'shop.example'): StoredCredential => ({
  owner,
  scheme,
  origins: ['https://api.shop.example'],
  addedAt: '',
  content,
});
const secret: CredentialContent = { kind: 'secret', secret: 's' };
const grant = { tokenUrl: 'https://x', clientId: 'c', clientAuthentication: 'basic', scopes: [] } as const;

const isAtHand = (wanted: Api, given: Partial<CredentialsAtHandOptions> = {}) =>
  credentialsAtHand({ env: {}, stored: [], now: 1_000, ...given })(wanted);

describe('credentialsAtHand', () => {
  it('needs none where the API needs none', () => {
    expect([api([]), api([[key], []]), sampleApi()].map(each => isAtHand(each))).toEqual([true, true, true]);
    expect(isAtHand(api([[key]]))).toBe(false);
  });

  it('takes what is stored for the collection or provider, for the hosts it was added for', () => {
    expect(isAtHand(api([[key]]), { stored: [stored('key', secret)] })).toBe(true);
    expect(isAtHand(api([[key]]), { stored: [stored('key', secret, 'shop')] })).toBe(true);
    expect(isAtHand(api([[key]]), { stored: [stored('key', secret, 'other')] })).toBe(false);
    expect(isAtHand(api([[key]]), { stored: [stored('key', secret)], server: () => 'https://elsewhere.example' })).toBe(
      false,
    );
  });

  it('takes a variable for hosts of the provider and for servers that the user names', () => {
    const env = { CAPUCHIN_KEY_SHOP_EXAMPLE_KEY: 'k', CAPUCHIN_KEY_OTHER_EXAMPLE_KEY: 'k' };
    expect(isAtHand(api([[key]]), { env })).toBe(true);
    expect(isAtHand(api([[key]]), { env: { CAPUCHIN_KEY_SHOP_EXAMPLE_KEY: ' ' } })).toBe(false);
    const claimed = api([[key]], { provider: 'other.example' });
    expect(isAtHand(claimed, { env })).toBe(false);
    expect(isAtHand(claimed, { env, server: () => 'https://mine.example' })).toBe(true);
  });

  it('needs all of one alternative', () => {
    const both = [stored('key', secret), stored('login', { kind: 'oauth-client', grant })];
    expect(isAtHand(api([[key, login]]), { stored: both.slice(0, 1) })).toBe(false);
    expect(isAtHand(api([[key, login]]), { stored: both })).toBe(true);
    expect(isAtHand(api([[login], [key]]), { stored: both.slice(0, 1) })).toBe(true);
    expect(isAtHand(api([[{ scheme: 'key', type: 'other' }]]), { stored: both })).toBe(false);
  });

  it('looks at what a credential is', () => {
    const kept = (content: CredentialContent, env = {}) =>
      isAtHand(api([[key]]), { env, stored: [stored('key', content)] });
    expect([kept({ kind: 'variable', variable: 'V' }), kept({ kind: 'variable', variable: 'V' }, { V: 'x' })]).toEqual([
      false,
      true,
    ]);
    const device = (token: object) => kept({ kind: 'oauth-device', grant, token: { accessToken: 'a', ...token } });
    expect([device({ expiresAtMs: 999 }), device({ expiresAtMs: 999, refreshToken: 'r' }), device({})]).toEqual([
      false,
      true,
      true,
    ]);
    const aws = (env: Record<string, string>) =>
      isAtHand(api([[signed]]), { env, stored: [{ ...stored('aws', { kind: 'aws-environment' }), origins: [] }] });
    expect([aws({}), aws({ AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' })]).toEqual([false, true]);
  });

  it("reaches ToolBench's APIs when it is told so", () => {
    const tool = sampleApi({ invocation: { kind: 'toolbench', category: 'c', tool: 't', api: 'a' } });
    expect([isAtHand(tool), isAtHand(tool, { toolbench: true })]).toEqual([false, true]);
  });
});
