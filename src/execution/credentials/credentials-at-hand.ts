import type { Api, HttpSecurity } from '../../catalog/index.js';
import { credentialVariable } from '../http/credentials.js';
import { serverUrl } from '../http/server-url.js';
import { isHostOf, storedFor } from './credential-lookup.js';
import type { StoredCredential } from './stored-credential.js';

export interface CredentialsAtHandOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stored: readonly StoredCredential[];
  /** The server that the user names for an API. */
  readonly server?: (api: Api) => string | undefined;
  /** Whether ToolBench's APIs can be reached: with a key for RapidAPI, or through a server. */
  readonly toolbench?: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * Whether an API can be called with the credentials that are there, or needs none, by the rules that they are looked up
 * by. Reads no secret and asks nobody: a credential that its provider has withdrawn is still at hand.
 */
export function credentialsAtHand(options: CredentialsAtHandOptions): (api: Api) => boolean {
  const { server = () => undefined, toolbench = false } = options;
  return api => {
    const { invocation } = api;
    if (invocation.kind === 'toolbench') return toolbench;
    if (invocation.kind !== 'http') return true;
    const { security } = invocation;
    if (security.length === 0 || security.some(alternative => alternative.length === 0)) return true;
    const named = server(api);
    const { url } = serverUrl(invocation, named);
    if (url === undefined) return false;
    const isThere = (each: HttpSecurity) => isAtHand(each, api, { url, isServerGiven: named !== undefined }, options);
    return security.some(alternative => alternative.every(isThere));
  };
}

function isAtHand(
  security: HttpSecurity,
  api: Api,
  { url, isServerGiven }: { readonly url: string; readonly isServerGiven: boolean },
  { env, stored, now }: CredentialsAtHandOptions,
): boolean {
  if (security.type === 'other') return false;
  const isSigned = security.type === 'awsSigV4';
  const isSet = (variable: string) => (env[variable]?.trim() ?? '') !== '';
  const own = isSet(credentialVariable(api, security.scheme));
  if (own && (isSigned || isServerGiven || isHostOf(api.provider, url))) return true;
  const kept = storedFor(security.scheme, api, stored);
  if (kept === undefined || !(isSigned || kept.origins.includes(new URL(url).origin))) return false;
  const { content } = kept;
  switch (content.kind) {
    case 'variable':
      return isSet(content.variable);
    case 'aws-environment':
      return isSet('AWS_ACCESS_KEY_ID') && isSet('AWS_SECRET_ACCESS_KEY');
    case 'oauth-device':
      return content.token.refreshToken !== undefined || (content.token.expiresAtMs ?? Number.POSITIVE_INFINITY) > now;
    default:
      return true;
  }
}
