import { CapuchinError, type Clock, orAborted, systemClock } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';
import { type CredentialLookup, type CredentialUse, credentialVariable } from '../http/credentials.js';
import { writeAwsKeys } from './aws-keys.js';
import type { CredentialFile } from './credential-file.js';
import { freshTokens } from './fresh-tokens.js';
import { type CredentialContent, credentialName, type StoredCredential } from './stored-credential.js';
import type { TokenFetch } from './token-fetch.js';

export interface CredentialLookupOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly file?: CredentialFile;
  /** How tokens are asked for. */
  readonly fetch: TokenFetch;
  readonly clock?: Clock;
  /** Is told every secret that is handed out, so that it can be kept out of what is written down. */
  readonly onSecret?: (secret: string) => void;
}

/**
 * Looks a credential up in its environment variable, then in the file: for the API's collection, then for its provider.
 * Documents are strangers' and say themselves whose they are, so a credential goes only where it belongs: one of the
 * environment to the provider's own hosts and to servers the user named, one of the file to the origins it was added for.
 */
export function credentialLookup({
  env,
  file,
  fetch,
  clock = systemClock,
  onSecret,
}: CredentialLookupOptions): CredentialLookup {
  const tokens = file === undefined ? undefined : freshTokens({ file, fetch, clock });

  return async (scheme, api, use) => {
    const found = await secretFor(scheme, api, use);
    if (found !== undefined) onSecret?.(found);
    return found;
  };

  async function secretFor(scheme: string, api: Api, use: CredentialUse): Promise<string | undefined> {
    const variable = credentialVariable(api, scheme);
    const given = env[variable]?.trim() || undefined;
    if (given !== undefined && (isSigned(use) || isOfProvider(api, use))) return given;
    const stored = storedFor(scheme, api, (await file?.read()) ?? []);
    if (stored !== undefined) {
      if (!isSigned(use) && !stored.origins.includes(new URL(use.url).origin)) throw refused(stored, use.url);
      return secretOf(stored, use.signal);
    }
    if (given === undefined) return undefined;
    const { host } = new URL(use.url);
    throw new CapuchinError(
      'credential-refused',
      `${variable} is for ${api.provider} and is not sent to ${host}; if it belongs there, run: ` +
        `capuchin auth add ${api.provider} --scheme ${scheme} --from-env ${variable} --host ${host}`,
    );
  }

  function secretOf(stored: StoredCredential, signal: AbortSignal | undefined): Promise<string> | string | undefined {
    const { content } = stored;
    switch (content.kind) {
      case 'secret':
      case 'aws':
        return content.secret;
      case 'variable':
        return env[content.variable]?.trim() || unset(stored, content.variable);
      case 'aws-environment':
        return awsKeys(env, content) ?? unset(stored, 'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY');
      default:
        // Many calls may wait for one token, so that none of them may end the asking.
        return tokens === undefined ? undefined : orAborted(tokens.tokenFor(stored), signal);
    }
  }
}

/** The credential of the file that is used for an API: its collection's before its provider's. */
export function storedFor(scheme: string, api: Api, all: readonly StoredCredential[]): StoredCredential | undefined {
  const named = all.filter(each => each.scheme === scheme);
  return named.find(({ owner }) => owner === api.collection) ?? named.find(({ owner }) => owner === api.provider);
}

/** A signature holds for the host it was made for and tells nothing of the keys. */
function isSigned({ security }: CredentialUse): boolean {
  return security.type === 'awsSigV4';
}

/** Providers that are no host names, such as those of documents without servers, have no hosts of their own. */
function isOfProvider({ provider }: Api, { url, isServerGiven }: CredentialUse): boolean {
  return isServerGiven === true || isHostOf(provider, url);
}

/** Whether an address is at the host that a provider is named for, or at a subdomain of it. */
export function isHostOf(provider: string, url: string): boolean {
  const { host, hostname } = new URL(url);
  const name = provider.toLowerCase();
  return host === name || hostname === name || (name.includes('.') && hostname.endsWith(`.${name}`));
}

function refused(stored: StoredCredential, url: string): CapuchinError {
  const name = credentialName(stored);
  const { origin } = new URL(url);
  return new CapuchinError(
    'credential-refused',
    `the credential ${name} was not added for ${origin}; if it belongs there, run: capuchin auth allow ${name} ${origin}`,
  );
}

function unset(stored: StoredCredential, variable: string): never {
  throw new CapuchinError(
    'credential-failed',
    `the credential ${credentialName(stored)} is read from ${variable}, not set`,
  );
}

/** The key pair of AWS's own variables. */
function awsKeys(
  env: CredentialLookupOptions['env'],
  content: Extract<CredentialContent, { kind: 'aws-environment' }>,
): string | undefined {
  const { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret, AWS_SESSION_TOKEN: token } = env;
  if (!id || !secret) return undefined;
  const region = content.region ?? (env['AWS_REGION'] || env['AWS_DEFAULT_REGION'] || undefined);
  return writeAwsKeys({
    accessKeyId: id,
    secretAccessKey: secret,
    ...(token ? { sessionToken: token } : {}),
    ...(region === undefined ? {} : { region }),
  });
}
