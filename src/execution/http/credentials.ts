import { type Clock, systemClock } from '../../base/index.js';
import type { Api, HttpSecurity } from '../../catalog/index.js';
import { awsKeysForm, parseAwsKeys } from '../credentials/aws-keys.js';
import { signAws } from '../credentials/sign-aws.js';
import { type HttpRequest, withQueryPair } from './build-request.js';
import { checkHeaderName, checkHeaderValue } from './header-safety.js';
import { percentEncode } from './percent-encode.js';
import { RequestProblem } from './request-problem.js';

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
  /** The user, and not the source, named the server. */
  readonly isServerGiven?: boolean;
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
  const what = odd?.name === undefined ? '' : ` (${odd.name})`;
  return {
    kind: 'unsupported',
    reason: `it needs "${odd?.scheme}"${what}, a kind of credential that is not supported`,
  };
}

export interface Authorized {
  readonly request: HttpRequest;
  /** Headers that hold a secret, in lower case. */
  readonly secretHeaders: readonly string[];
  /** Every secret text that is in the request now. */
  readonly secrets: readonly string[];
}

/**
 * The request with its credentials; signatures are over all the rest of it. Throws `RequestProblem` when a secret cannot
 * stand where it has to.
 */
export async function authorize(
  request: HttpRequest,
  credentials: readonly Credential[],
  { clock = systemClock }: { readonly clock?: Clock } = {},
): Promise<Authorized> {
  const isSigning = ({ security }: Credential) => security.type === 'awsSigV4';
  const placed = credentials
    .filter(each => !isSigning(each))
    .reduce(place, { request, secretHeaders: [], secrets: [] });
  let authorized = placed;
  for (const credential of credentials.filter(isSigning)) {
    authorized = await signed(authorized, credential, clock);
  }
  return authorized;
}

function place(before: Authorized, { security, secret }: Credential): Authorized {
  const { type, in: where, name = '' } = security;
  if (type !== 'apiKey') return withHeader(before, 'authorization', authorizationOf(type, secret), secret);
  if (where === 'query') {
    const url = withQueryPair(before.request.url, name, secret);
    return { ...before, request: { ...before.request, url }, secrets: [...before.secrets, secret] };
  }
  if (where !== 'cookie') return withHeader(before, name.toLowerCase(), secret, secret);
  const others = before.request.headers['cookie'];
  const cookie = `${others === undefined ? '' : `${others}; `}${name}=${percentEncode(secret)}`;
  return withHeader(before, 'cookie', cookie, secret);
}

function authorizationOf(type: HttpSecurity['type'], secret: string): string {
  if (type === 'basic') return /^basic /i.test(secret) ? secret : `Basic ${Buffer.from(secret).toString('base64')}`;
  return /^bearer /i.test(secret) ? secret : `Bearer ${secret}`;
}

function withHeader(before: Authorized, name: string, value: string, secret: string): Authorized {
  checkHeaderName(name);
  checkHeaderValue(name, value);
  const bare = value.replace(/^(?:basic|bearer) /i, '');
  const password = secret.includes(':') ? [secret.slice(secret.indexOf(':') + 1)] : [];
  return {
    request: { ...before.request, headers: { ...before.request.headers, [name]: value } },
    secretHeaders: [...before.secretHeaders, name],
    secrets: [...before.secrets, secret, secret.replace(/^(?:basic|bearer) /i, ''), bare, ...password],
  };
}

async function signed(before: Authorized, { security, secret }: Credential, clock: Clock): Promise<Authorized> {
  const keys = parseAwsKeys(secret);
  if (keys === undefined) throw new RequestProblem(`"${security.scheme}" is not of the form ${awsKeysForm}`);
  const { service = 'execute-api' } = security;
  const request = await signAws(before.request, keys, { service, nowMs: clock.now() });
  const { authorization = '' } = request.headers;
  const signature = /Signature=([0-9a-f]+)/.exec(authorization)?.[1] ?? authorization;
  const token = keys.sessionToken === undefined ? [] : [keys.sessionToken];
  return {
    request,
    secretHeaders: [...before.secretHeaders, 'authorization', 'x-amz-security-token'],
    secrets: [...before.secrets, secret, keys.secretAccessKey, ...token, signature],
  };
}
