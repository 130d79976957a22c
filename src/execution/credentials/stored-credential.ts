import { isJsonObject, type JsonValue } from '../../base/index.js';

/** One credential as it is kept: for whom, where it may go, and what it is. */
export interface StoredCredential {
  /** A collection or a provider. */
  readonly owner: string;
  /** The scheme's name in the API's document. */
  readonly scheme: string;
  /** Where it may be sent, such as `https://api.example.com`. AWS keys are sent nowhere: requests are signed with them. */
  readonly origins: readonly string[];
  readonly addedAt: string;
  readonly content: CredentialContent;
}

export type CredentialContent =
  | { readonly kind: 'secret'; readonly secret: string }
  /** The value stays in the environment and is read at each call. */
  | { readonly kind: 'variable'; readonly variable: string }
  /** As `writeAwsKeys` has them. */
  | { readonly kind: 'aws'; readonly secret: string }
  /** AWS's own variables (`AWS_ACCESS_KEY_ID` and so on), read at each call. */
  | { readonly kind: 'aws-environment'; readonly region?: string }
  | { readonly kind: 'oauth-client'; readonly grant: OAuthGrant; readonly token?: OAuthToken }
  | { readonly kind: 'oauth-device'; readonly grant: OAuthGrant; readonly token: OAuthToken };

/** How tokens are got. */
export interface OAuthGrant {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret?: string;
  /** Where the client's secret stands in a request for a token. */
  readonly clientAuthentication: 'basic' | 'post';
  readonly scopes: readonly string[];
}

export interface OAuthToken {
  readonly accessToken: string;
  readonly refreshToken?: string;
  /** Milliseconds since 1970; absent when the server did not say. */
  readonly expiresAtMs?: number;
}

/** `<owner>/<scheme>`, as people refer to it. */
export function credentialName({ owner, scheme }: Pick<StoredCredential, 'owner' | 'scheme'>): string {
  return `${owner}/${scheme}`;
}

/** Whether a value read from a file is a credential. */
export function isStoredCredential(value: JsonValue): boolean {
  if (!isJsonObject(value) || !isJsonObject(value['content'] ?? null)) return false;
  const { owner, scheme, origins, addedAt, content } = value;
  return (
    [owner, scheme, addedAt].every(isText) && isTexts(origins) && isJsonObject(content ?? null) && isContent(content)
  );
}

function isContent(content: JsonValue | undefined): boolean {
  if (content === undefined || !isJsonObject(content)) return false;
  const { kind, secret, variable, region, grant, token } = content;
  switch (kind) {
    case 'secret':
    case 'aws':
      return isText(secret);
    case 'variable':
      return isText(variable);
    case 'aws-environment':
      return region === undefined || isText(region);
    case 'oauth-client':
      return isGrant(grant) && (token === undefined || isToken(token));
    case 'oauth-device':
      return isGrant(grant) && isToken(token);
    default:
      return false;
  }
}

function isGrant(value: JsonValue | undefined): boolean {
  if (value === undefined || !isJsonObject(value)) return false;
  const { tokenUrl, clientId, clientSecret, clientAuthentication, scopes } = value;
  if (!isText(tokenUrl) || !isText(clientId) || !isTexts(scopes)) return false;
  if (clientSecret !== undefined && !isText(clientSecret)) return false;
  return clientAuthentication === 'basic' || clientAuthentication === 'post';
}

function isToken(value: JsonValue | undefined): boolean {
  if (value === undefined || !isJsonObject(value)) return false;
  const { accessToken, refreshToken, expiresAtMs } = value;
  if (!isText(accessToken) || (refreshToken !== undefined && !isText(refreshToken))) return false;
  return expiresAtMs === undefined || typeof expiresAtMs === 'number';
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every(isText);
}
