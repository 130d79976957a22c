import { describe, expect, it } from 'vitest';
import { isCredentialName, isSecretName, looksSecret, withoutSecrets } from './secret-names.js';

describe('isSecretName', () => {
  it.each(
    'password user_password PWD PIN passcode token access_token accessToken hf_token auth_token_value api_key apikey X-Api-Key X-RapidAPI-Key authorization Proxy-Authorization Set-Cookie clientSecret client_secret db_password privateKey awsSecretAccessKey aws_access_key_id secret_id PHPSESSID session-id credentials'.split(
      ' ',
    ),
  )('%s is one', name => expect(isSecretName(name)).toBe(true));
  it.each([
    ...'key city value id token_type token_id tokens nextToken nextPageToken page_token continuation-token sync_token max_token max_new_tokens cookies passwords_allowed secretary monkey keyword primary_key public_key sort_key spin passenger'.split(
      ' ',
    ),
    '',
  ])('%s is none', name => expect(isSecretName(name)).toBe(false));
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
