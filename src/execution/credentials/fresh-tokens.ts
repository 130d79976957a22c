import { CapuchinError, type Clock } from '../../base/index.js';
import type { CredentialFile } from './credential-file.js';
import { clientToken, refreshedToken } from './oauth-tokens.js';
import { type CredentialContent, credentialName, type OAuthToken, type StoredCredential } from './stored-credential.js';
import type { TokenFetch } from './token-fetch.js';

export interface FreshTokensOptions {
  readonly file: CredentialFile;
  readonly fetch: TokenFetch;
  readonly clock: Clock;
}

type OAuthContent = Extract<CredentialContent, { kind: 'oauth-client' | 'oauth-device' }>;

/** A token this near its end may expire on its way. */
const marginMs = 60_000;
/** How long a token counts whose server did not say; asking the client's own server again costs nothing. */
const unsaidMs = 600_000;
const askingMs = 30_000;

/**
 * Tokens that are good for the next call: a new one is asked for before the old one expires, once for all who wait for
 * it in this process and, because the file is locked meanwhile, once for all processes; and kept in the file.
 */
export function freshTokens({ file, fetch, clock }: FreshTokensOptions) {
  const underway = new Map<string, Promise<string>>();

  function tokenFor(stored: StoredCredential): Promise<string> {
    const current = tokenIn(stored);
    if (current !== undefined && isFresh(current)) return Promise.resolve(current.accessToken);
    const name = credentialName(stored);
    const known = underway.get(name);
    if (known !== undefined) return known;
    const asked = renew(stored).finally(() => underway.delete(name));
    underway.set(name, asked);
    return asked;
  }

  async function renew(stored: StoredCredential): Promise<string> {
    const isSame = (each: StoredCredential) => credentialName(each) === credentialName(stored);
    const after = await file.update(async before => {
      const latest = before.find(isSame) ?? stored;
      const current = tokenIn(latest);
      if (current !== undefined && isFresh(current)) return before; // another process was first
      const content = await withNewToken(latest);
      return before.map(each => (isSame(each) ? { ...each, content } : each));
    });
    const kept = after.find(isSame);
    const token = kept === undefined ? undefined : tokenIn(kept);
    if (token === undefined) throw new CapuchinError('credential-failed', `${credentialName(stored)} was removed`);
    return token.accessToken;
  }

  async function withNewToken(stored: StoredCredential): Promise<OAuthContent> {
    const content = stored.content as OAuthContent;
    const asking = { fetch, clock, signal: AbortSignal.timeout(askingMs) };
    if (content.kind === 'oauth-client') {
      const token = await clientToken(content.grant, asking);
      return { ...content, token: { expiresAtMs: clock.now() + unsaidMs, ...token } };
    }
    const { refreshToken } = content.token;
    if (refreshToken === undefined) {
      const again = `capuchin auth add ${stored.owner} --scheme ${stored.scheme} --oauth device`;
      throw new CapuchinError(
        'credential-failed',
        `the token of ${credentialName(stored)} has expired and cannot be renewed; log in again: ${again}`,
      );
    }
    return { ...content, token: await refreshedToken(content.grant, refreshToken, asking) };
  }

  function isFresh({ expiresAtMs }: OAuthToken): boolean {
    return expiresAtMs === undefined || clock.now() < expiresAtMs - marginMs;
  }

  return { tokenFor };
}

function tokenIn({ content }: StoredCredential): OAuthToken | undefined {
  return content.kind === 'oauth-client' || content.kind === 'oauth-device' ? content.token : undefined;
}
