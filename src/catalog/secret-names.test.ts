import { describe, expect, it } from 'vitest';
import { isCredentialName, isSecretName, looksSecret, withoutSecrets } from './secret-names.js';

describe('isSecretName', () => {
  it.each([
    'clientSecret',
    'db_password',
    'X-Api-Key',
    'access_token',
    'hf_token',
    'awsSecretAccessKey',
    'PIN',
    'authorization',
  ])('%s is one', name => expect(isSecretName(name)).toBe(true));
  it.each(['nextToken', 'page_token', 'max_new_tokens', 'keyword', 'primary_key', 'tokens', 'spin', 'passenger', ''])(
    '%s is none',
    name => expect(isSecretName(name)).toBe(false),
  );
});

describe('isCredentialName', () => {
  it.each([
    'X-API-Key',
    'apikey',
    'api_key',
    'access_token',
    'Ocp-Apim-Subscription-Key',
    'PRIVATE-TOKEN',
    'X-Shop-Token',
  ])('%s is one', name => expect(isCredentialName(name)).toBe(true));
  it.each(['token', 'key', 'X-CSRF-Token', 'X-Request-Id', 'page_token'])('%s is none', name =>
    expect(isCredentialName(name)).toBe(false),
  );
});

it('knows the form of well-known tokens', () => {
  const tokens = [`sk_live_${'a1'.repeat(12)}`, `ghp_${'a'.repeat(36)}`, 'Bearer abcdefgh12', `AKIA${'A'.repeat(16)}`];
  expect(tokens.map(looksSecret)).toEqual([true, true, true, true]);
  expect(['skating', 'a basic idea', 'bearer of news'].map(looksSecret)).toEqual([false, false, false]);
});

it('takes secrets out of a value at every depth, and nothing else', () => {
  const secret = `ghp_${'a'.repeat(36)}`;
  const value = {
    user: { name: 'Ann', password: 'x', token: false },
    list: [{ apiKey: 1, id: 2 }, secret],
    note: secret,
  };
  expect(withoutSecrets(value)).toEqual({ user: { name: 'Ann', token: false }, list: [{ id: 2 }] });
  expect(withoutSecrets(secret)).toBeUndefined();
});
