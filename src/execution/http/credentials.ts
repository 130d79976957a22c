import type { Clock } from '../../base/index.js';
import type { Api, HttpSecurity } from '../../catalog/index.js';
import { type HttpRequest, withQueryPair } from './build-request.js';
import { checkHeaderValue } from './header-safety.js';
import { percentEncode } from './percent-encode.js';

/**
 * The value of a credential, looked up by its scheme's name when a call is made; undefined when there is none. May fetch
 * a token. Throws `CapuchinError`: `credential-refused` when there is one that must not go to this address.
 */
export type CredentialLookup = (
  scheme: string,
  api: Api,
  use: CredentialUse,
) => string | undefined | Promise<string | undefined>;

/** What a credential is wanted for. */
export interface CredentialUse {
  /** The address that is about to be called. */
  readonly url: string;
  readonly security: HttpSecurity;
  readonly signal?: AbortSignal | undefined;
}

/** The environment variable that holds a credential, such as `CAPUCHIN_KEY_API_SPOTIFY_COM_OAUTH_2_0`. */
export function credentialVariable(api: Pick<Api, 'provider'>, scheme: string): string {
  const words = (text: string) =>
    text
      .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
      .toUpperCase()
      .replace(/[^A-Z0-9]+/g, '_')
      .replace(/^_+|_+$/g, '');
  return ['CAPUCHIN_KEY', words(api.provider), words(scheme)].filter(part => part !== '').join('_');
}

export interface Credential {
  readonly security: HttpSecurity;
  readonly secret: string;
}

export type ChosenCredentials =
  | { readonly kind: 'use'; readonly credentials: readonly Credential[] }
  | { readonly kind: 'missing'; readonly scheme: string; readonly variable: string }
  | { readonly kind: 'unsupported'; readonly reason: string };

/**
 * The first alternative whose credentials are all there; none when the API can be called without. Otherwise the first
 * credential that is missing of the first alternative that could be used.
 */
export async function chooseCredentials(
  security: readonly (readonly HttpSecurity[])[],
  api: Api,
  lookup: CredentialLookup,
  use: Omit<CredentialUse, 'security'>,
): Promise<ChosenCredentials> {
  const usable = security.filter(alternative => alternative.every(({ type }) => type !== 'other'));
  let missing: HttpSecurity | undefined;
  for (const alternative of usable) {
    const credentials: Credential[] = [];
    for (const scheme of alternative) {
      const secret = (await lookup(scheme.scheme, api, { ...use, security: scheme }))?.trim() ?? '';
      if (secret !== '') credentials.push({ security: scheme, secret });
      else missing ??= scheme;
    }
    if (credentials.length > 0 && credentials.length === alternative.length) return { kind: 'use', credentials };
  }
  if (security.length === 0 || security.some(alternative => alternative.length === 0)) {
    return { kind: 'use', credentials: [] };
  }
  if (missing !== undefined) {
    return { kind: 'missing', scheme: missing.scheme, variable: credentialVariable(api, missing.scheme) };
  }
  const odd = security[0]?.find(({ type }) => type === 'other');
  return { kind: 'unsupported', reason: `it needs "${odd?.scheme}", a kind of credential that is not supported` };
}

export interface Authorized {
  readonly request: HttpRequest;
  /** Headers that hold a secret, in lower case. */
  readonly secretHeaders: readonly string[];
  /** Every secret text that is in the request now. */
  readonly secrets: readonly string[];
}

/** The request with its credentials. Throws `RequestProblem` when a secret cannot stand in a header. */
export async function authorize(
  request: HttpRequest,
  credentials: readonly Credential[],
  _options: { readonly clock?: Clock } = {},
): Promise<Authorized> {
  let authorized: Authorized = { request, secretHeaders: [], secrets: [] };
  for (const { security, secret } of credentials) {
    const { type, in: where, name = '' } = security;
    if (type !== 'apiKey') authorized = withHeader(authorized, 'authorization', authorizationOf(type, secret), secret);
    else if (where === 'query') {
      const url = withQueryPair(authorized.request.url, name, secret);
      authorized = { ...authorized, request: { ...authorized.request, url }, secrets: [...authorized.secrets, secret] };
    } else if (where === 'cookie') {
      const before = authorized.request.headers['cookie'];
      const cookie = `${before === undefined ? '' : `${before}; `}${name}=${percentEncode(secret)}`;
      authorized = withHeader(authorized, 'cookie', cookie, secret);
    } else authorized = withHeader(authorized, name.toLowerCase(), secret, secret);
  }
  return authorized;
}

function authorizationOf(type: HttpSecurity['type'], secret: string): string {
  if (type === 'basic') return /^basic /i.test(secret) ? secret : `Basic ${Buffer.from(secret).toString('base64')}`;
  return /^bearer /i.test(secret) ? secret : `Bearer ${secret}`;
}

function withHeader(before: Authorized, name: string, value: string, secret: string): Authorized {
  checkHeaderValue(name, value);
  const bare = value.replace(/^(?:basic|bearer) /i, '');
  const password = secret.includes(':') ? [secret.slice(secret.indexOf(':') + 1)] : [];
  return {
    request: { ...before.request, headers: { ...before.request.headers, [name]: value } },
    secretHeaders: [...before.secretHeaders, name],
    secrets: [...before.secrets, secret, secret.replace(/^(?:basic|bearer) /i, ''), bare, ...password],
  };
}

/** Shorter texts are no secrets, and taking them out would leave nothing readable. */
const shortestSecret = 4;

/** A function that takes the secrets out of a text, however a server may have written them. */
export function scrubber(secrets: readonly string[]): (text: string) => string {
  const spellings = secrets
    .filter(secret => secret.length >= shortestSecret)
    .flatMap(secret => [
      secret,
      percentEncode(secret),
      encodeURIComponent(secret),
      JSON.stringify(secret).slice(1, -1),
      Buffer.from(secret).toString('base64'),
    ]);
  const longestFirst = [...new Set(spellings)].toSorted((a, b) => b.length - a.length);
  return text => longestFirst.reduce((scrubbed, spelling) => scrubbed.replaceAll(spelling, '[secret]'), text);
}
