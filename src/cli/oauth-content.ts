import { type Clock, isJsonObject, type JsonValue, UsageError } from '../base/index.js';
import type { HttpSecurity } from '../catalog/index.js';
import {
  type CredentialContent,
  clientToken,
  type DeviceLogin,
  deviceToken,
  inert,
  type OAuthGrant,
  type TokenFetch,
} from '../execution/index.js';
import { type Io, note } from './io.js';

export interface OAuthFlags {
  readonly oauth?: 'client' | 'device';
  readonly clientId?: string;
  readonly clientAuth: 'basic' | 'post';
  readonly tokenUrl?: string;
  readonly deviceUrl?: string;
  readonly scope?: readonly string[];
  readonly fromEnv?: string;
  readonly stdin?: boolean;
}

export interface OAuthAsking {
  readonly io: Io;
  readonly fetch: TokenFetch;
  readonly clock: Clock;
  readonly security: HttpSecurity | undefined;
  /** Asks for a secret. */
  readonly ask: (what: string) => Promise<string>;
}

/** A client that gets tokens, with its first one: what does not work is found out now and not at a call. */
export async function oauthContent(flags: OAuthFlags, asking: OAuthAsking): Promise<CredentialContent> {
  const { io, fetch, clock, security } = asking;
  const kind = security?.type ?? 'oauth2';
  if (kind !== 'oauth2' && kind !== 'openIdConnect' && kind !== 'bearer') {
    throw new UsageError(`"${security?.scheme}" takes no tokens but is of the kind ${kind}; leave out --oauth`);
  }
  if (flags.clientId === undefined) throw new UsageError('--oauth needs --client-id, which the provider gave you');
  const addresses = await addressesOf(flags, asking);
  note(io, `capuchin: tokens are got from ${inert(addresses.tokenUrl)}`); // the client's secret goes there
  const clientSecret = await secretOf(flags, asking);
  const grant: OAuthGrant = {
    tokenUrl: addresses.tokenUrl,
    clientId: flags.clientId,
    clientAuthentication: flags.clientAuth,
    scopes: flags.scope ?? [],
    ...(clientSecret === undefined ? {} : { clientSecret }),
  };
  const tokens = { fetch, clock, signal: io.signal };
  if (flags.oauth === 'client') return { kind: 'oauth-client', grant, token: await clientToken(grant, tokens) };
  if (addresses.deviceUrl === undefined) {
    throw new UsageError('its document does not say where a device logs in; give --device-url');
  }
  const tell = ({ verificationUrl, userCode, completeUrl }: DeviceLogin) => {
    const directly = completeUrl === undefined ? '' : `, or open ${inert(completeUrl)}`;
    note(io, `Open ${inert(verificationUrl)} and enter the code ${inert(userCode)}${directly}`);
    note(io, 'Waiting until this machine is let in …');
  };
  return { kind: 'oauth-device', grant, token: await deviceToken(grant, addresses.deviceUrl, tell, tokens) };
}

/** A device may have no secret of its own; a client that has none is nobody. */
async function secretOf({ oauth, fromEnv, stdin }: OAuthFlags, { io, ask }: OAuthAsking): Promise<string | undefined> {
  if (fromEnv !== undefined) {
    const secret = io.env[fromEnv]?.trim();
    if (!secret) throw new UsageError(`${fromEnv} is not set`);
    return secret;
  }
  return oauth === 'client' || stdin === true ? ask('client secret') : undefined;
}

interface Addresses {
  readonly tokenUrl: string;
  readonly deviceUrl?: string;
}

/** As the user says, or the API's document, or the server's own description of itself that the document names. */
async function addressesOf(flags: OAuthFlags, asking: OAuthAsking): Promise<Addresses> {
  const declared = asking.security?.oauth ?? {};
  let tokenUrl = flags.tokenUrl ?? declared.tokenUrl;
  let deviceUrl = flags.deviceUrl ?? declared.deviceAuthorizationUrl;
  const isWanting = tokenUrl === undefined || (flags.oauth === 'device' && deviceUrl === undefined);
  if (isWanting && declared.discoveryUrl !== undefined) {
    const found = await discovered(declared.discoveryUrl, asking);
    tokenUrl ??= found.tokenUrl;
    deviceUrl ??= found.deviceUrl;
  }
  if (tokenUrl === undefined) throw new UsageError('its document does not say where tokens are got; give --token-url');
  for (const url of [tokenUrl, deviceUrl]) {
    if (url !== undefined && !URL.canParse(url)) throw new UsageError(`"${url}" is no address`);
  }
  return { tokenUrl, ...(deviceUrl === undefined ? {} : { deviceUrl }) };
}

async function discovered(url: string, { fetch, io }: OAuthAsking): Promise<Partial<Addresses>> {
  const reply = await fetch(url, { method: 'GET', headers: { accept: 'application/json' }, signal: io.signal });
  const text = await reply.text();
  if (!reply.ok) throw new UsageError(`${url} answered with HTTP ${reply.status}; give --token-url`);
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch (cause) {
    throw new UsageError(`${url} is no JSON; give --token-url`, { cause });
  }
  const found = isJsonObject(value) ? value : {};
  const { token_endpoint: tokenUrl, device_authorization_endpoint: deviceUrl } = found;
  return {
    ...(typeof tokenUrl === 'string' ? { tokenUrl } : {}),
    ...(typeof deviceUrl === 'string' ? { deviceUrl } : {}),
  };
}
