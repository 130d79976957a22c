import { expect, it } from 'vitest';
import { isSecretName } from './secret-name.js';

it.each(
  'password user_password PWD token access_token accessToken api_key apikey X-API-Key X-RapidAPI-Key Authorization proxy-authorization Set-Cookie client_secret privateKey aws_secret_access_key PHPSESSID session-id'.split(
    ' ',
  ),
)('%s holds a secret', name => expect(isSecretName(name)).toBe(true));

it.each(
  'key city token_type tokens nextPageToken page_token continuation-token sync_token cookies passwords_allowed secretary monkey public_key sort_key'.split(
    ' ',
  ),
)('%s holds none', name => expect(isSecretName(name)).toBe(false));
