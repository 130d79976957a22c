import type { AuthorizationServer, Client, ClientAuth, TokenEndpointResponse } from 'oauth4webapi';
import { CapuchinError, type Clock, messageOf } from '../../base/index.js';
import { scrubber } from '../http/scrubber.js';
import { inert } from '../inert.js';
import type { OAuthGrant, OAuthToken } from './stored-credential.js';
import type { TokenFetch } from './token-fetch.js';

export interface TokenAsking {
  readonly fetch: TokenFetch;
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
}

/**
 * A token for the client itself. Throws `credential-failed` with what the server said.
 *
 * Source: RFC 6749, section 4.4.
 */
export function clientToken(grant: OAuthGrant, asking: TokenAsking): Promise<OAuthToken> {
  return ask(grant, asking, async ({ oauth, server, client, authentication, options }) => {
    const parameters = scopeOf(grant);
    const reply = await oauth.clientCredentialsGrantRequest(server, client, authentication, parameters, options);
    return oauth.processClientCredentialsResponse(server, client, reply);
  });
}

/**
 * The next token; the refresh token stays the same where the server gives no new one. Throws `credential-failed`.
 *
 * Source: RFC 6749, section 6.
 */
export async function refreshedToken(
  grant: OAuthGrant,
  refreshToken: string,
  asking: TokenAsking,
): Promise<OAuthToken> {
  const token = await ask(grant, asking, async ({ oauth, server, client, authentication, options }) => {
    const reply = await oauth.refreshTokenGrantRequest(server, client, authentication, refreshToken, options);
    return oauth.processRefreshTokenResponse(server, client, reply);
  });
  return { refreshToken, ...token };
}

/** Where a person lets this machine in, and with which code. */
export interface DeviceLogin {
  readonly verificationUrl: string;
  readonly userCode: string;
  /** The same address with the code in it. */
  readonly completeUrl?: string;
}

/**
 * A token for a person, who lets this machine in with a browser anywhere: `tell` shows how, and the server is asked as
 * often as it wants until the person has decided or the code has expired. Throws `credential-failed`.
 *
 * Source: RFC 8628; the proof of possession of RFC 7636 (S256) besides, which servers that do not know it ignore.
 */
export function deviceToken(
  grant: OAuthGrant,
  deviceAuthorizationUrl: string,
  tell: (login: DeviceLogin) => void,
  asking: TokenAsking,
): Promise<OAuthToken> {
  return ask(grant, asking, async ({ oauth, server: tokenServer, client, authentication, options }) => {
    const { clock, signal } = asking;
    const server = { ...tokenServer, device_authorization_endpoint: deviceAuthorizationUrl };
    const verifier = oauth.generateRandomCodeVerifier();
    const parameters = {
      ...scopeOf(grant),
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    };
    const begun = await oauth.deviceAuthorizationRequest(server, client, authentication, parameters, options);
    const device = await oauth.processDeviceAuthorizationResponse(server, client, begun);
    tell({
      verificationUrl: webAddress(device.verification_uri),
      userCode: device.user_code,
      ...(device.verification_uri_complete === undefined
        ? {}
        : { completeUrl: webAddress(device.verification_uri_complete) }),
    });
    const endMs = clock.now() + device.expires_in * 1000;
    let intervalMs = (device.interval ?? 5) * 1000;
    while (clock.now() < endMs) {
      await clock.sleep(intervalMs, signal);
      const proof = { ...options, additionalParameters: { code_verifier: verifier } };
      const reply = await oauth.deviceCodeGrantRequest(server, client, authentication, device.device_code, proof);
      try {
        return await oauth.processDeviceCodeResponse(server, client, reply);
      } catch (thrown) {
        if (!(thrown instanceof oauth.ResponseBodyError)) throw thrown;
        if (thrown.error === 'slow_down') intervalMs += 5_000;
        else if (thrown.error !== 'authorization_pending') throw thrown;
      }
    }
    throw new CapuchinError('credential-failed', 'nobody let this machine in before the code expired');
  });
}

interface Asked {
  readonly oauth: typeof import('oauth4webapi');
  readonly server: AuthorizationServer;
  readonly client: Client;
  readonly authentication: ClientAuth;
  readonly options: object;
}

/** What a request for a token comes to; what goes wrong is said without any secret. */
async function ask(
  grant: OAuthGrant,
  { fetch, clock, signal }: TokenAsking,
  work: (asked: Asked) => Promise<TokenEndpointResponse>,
): Promise<OAuthToken> {
  const oauth = await import('oauth4webapi');
  const { clientSecret, clientId, tokenUrl } = grant;
  const secretBy = grant.clientAuthentication === 'post' ? oauth.ClientSecretPost : basicLogin;
  try {
    const token = await work({
      oauth,
      server: { issuer: new URL(tokenUrl).origin, token_endpoint: tokenUrl },
      client: { client_id: clientId },
      authentication: clientSecret === undefined ? oauth.None() : secretBy(clientSecret),
      options: {
        [oauth.customFetch]: fetch,
        [oauth.allowInsecureRequests]: true, // `tokenFetch` decides, which knows the hosts that are allowed
        ...(signal === undefined ? {} : { signal }),
      },
    });
    return tokenOf(token, clock.now());
  } catch (thrown) {
    if (thrown instanceof CapuchinError) throw thrown;
    if (signal?.aborted === true && !isTimeout(signal.reason)) throw signal.reason;
    const scrub = scrubber(clientSecret === undefined ? [] : [clientSecret]);
    const said = thrown instanceof oauth.ResponseBodyError ? errorReply(thrown) : failure(thrown, signal);
    const reason = inert(scrub(said)).slice(0, 300);
    throw new CapuchinError('credential-failed', `${new URL(tokenUrl).host} gave no token: ${reason}`);
  }
}

/**
 * The client's secret as HTTP's basic login. The library escapes `-`, `_` and `.`, too, which servers that do not undo
 * escapes take for another client.
 *
 * Source: RFC 6749, section 2.3.1 and appendix B.
 */
function basicLogin(secret: string): ClientAuth {
  const escaped = (text: string) => new URLSearchParams({ '': text }).toString().slice(1);
  return (_server, { client_id: id }, _body, headers) => {
    const login = Buffer.from(`${escaped(id)}:${escaped(secret)}`).toString('base64');
    headers.set('authorization', `Basic ${login}`);
  };
}

function errorReply({ error, error_description: description }: { error: string; error_description?: string }): string {
  return description === undefined ? error : `${error} (${description})`;
}

function failure(thrown: unknown, signal: AbortSignal | undefined): string {
  if (signal?.aborted === true) return 'it did not answer in time';
  return messageOf(thrown) || 'the connection failed';
}

function isTimeout(reason: unknown): boolean {
  return reason instanceof DOMException && reason.name === 'TimeoutError';
}

function tokenOf(reply: TokenEndpointResponse, nowMs: number): OAuthToken {
  const { access_token: accessToken, refresh_token: refreshToken, expires_in: seconds } = reply;
  return {
    accessToken,
    ...(refreshToken === undefined ? {} : { refreshToken }),
    ...(seconds === undefined ? {} : { expiresAtMs: nowMs + seconds * 1000 }),
  };
}

function scopeOf({ scopes }: OAuthGrant): Record<string, string> {
  return scopes.length === 0 ? {} : { scope: scopes.join(' ') };
}

/** Shown to a person who will open it. */
function webAddress(text: string): string {
  const isWeb = URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
  if (!isWeb) throw new CapuchinError('credential-failed', 'the server named no web address to let this machine in');
  return new URL(text).href;
}
