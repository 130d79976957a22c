import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { manualClock } from '../../base/index.js';
import { type CredentialFile, credentialFile } from './credential-file.js';
import { freshTokens } from './fresh-tokens.js';
import { oauthError, type SampleOAuthServer, sampleClient, sampleOAuthServer } from './sample-oauth-server.contract.js';
import type { CredentialContent, OAuthGrant, StoredCredential } from './stored-credential.js';
import { tokenFetch } from './token-fetch.js';

let server: SampleOAuthServer;
let file: CredentialFile;
let clock = manualClock();
beforeAll(async () => {
  server = await sampleOAuthServer();
});
afterAll(() => server.close());
beforeEach(() => {
  clock = manualClock(1_000_000);
  file = credentialFile(join(mkdtempSync(join(tmpdir(), 'capuchin-tokens-')), 'own', 'file.json'));
});

/** As another process would have them: nothing is shared but the file. */
const tokens = () => freshTokens({ file, fetch: tokenFetch({ allowHosts: [server.host] }), clock });

async function stored(content: CredentialContent): Promise<StoredCredential> {
  const credential = { owner: 'a.example', scheme: 'oauth', origins: [], addedAt: 'now', content };
  await file.update(() => [credential]);
  return credential;
}

function grant(): OAuthGrant {
  const { id: clientId, secret: clientSecret } = sampleClient;
  return { tokenUrl: server.tokenUrl, clientId, clientSecret, clientAuthentication: 'basic', scopes: [] };
}

describe('freshTokens', () => {
  it('asks once for all who wait, keeps the token, and asks anew before it expires', async () => {
    const credential = await stored({ kind: 'oauth-client', grant: grant() });
    const asked = server.asked.length;
    const here = tokens();
    const given = await Promise.all([1, 2, 3].map(() => here.tokenFor(credential)));
    expect(new Set(given).size).toBe(1);
    expect(await tokens().tokenFor(credential)).toBe(given[0]); // from the file: this credential has none yet
    expect(server.asked.length).toBe(asked + 1);

    clock.advance(3_600_000 - 60_001);
    const [kept] = await file.read();
    expect(await tokens().tokenFor(kept ?? credential)).toBe(given[0]);
    clock.advance(1);
    expect(await tokens().tokenFor(kept ?? credential)).not.toBe(given[0]);
    expect(server.asked.length).toBe(asked + 2);
  });

  it('asks once for two processes', async () => {
    const credential = await stored({ kind: 'oauth-client', grant: grant() });
    const asked = server.asked.length;
    const [one, other] = await Promise.all([tokens().tokenFor(credential), tokens().tokenFor(credential)]);
    expect(one).toBe(other);
    expect(server.asked.length).toBe(asked + 1);
  });

  it('renews the token of a login and keeps the new refresh token', async () => {
    server.next.push({
      status: 200,
      body: { access_token: 'second', token_type: 'bearer', refresh_token: 'next', expires_in: 10 },
    });
    const token = { accessToken: 'first', refreshToken: 'one', expiresAtMs: 1_000_000 };
    const credential = await stored({ kind: 'oauth-device', grant: grant(), token });
    expect(await tokens().tokenFor(credential)).toBe('second');
    expect(server.asked.at(-1)?.form).toMatchObject({ grant_type: 'refresh_token', refresh_token: 'one' });
    expect((await file.read())[0]?.content).toMatchObject({
      token: { accessToken: 'second', refreshToken: 'next', expiresAtMs: 1_010_000 },
    });
  });

  it('says how to log in again when a token cannot be renewed', async () => {
    const token = { accessToken: 'first', expiresAtMs: 1_000_000 };
    const credential = await stored({ kind: 'oauth-device', grant: grant(), token });
    await expect(tokens().tokenFor(credential)).rejects.toThrow(
      'the token of a.example/oauth has expired and cannot be renewed; ' +
        'log in again: capuchin auth add a.example --scheme oauth --oauth device',
    );
  });

  it('fails for all who wait, leaves the file as it was, and tries again for the next', async () => {
    const credential = await stored({ kind: 'oauth-client', grant: grant() });
    server.next.push(oauthError('temporarily_unavailable'));
    const here = tokens();
    const failed = await Promise.allSettled([here.tokenFor(credential), here.tokenFor(credential)]);
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await file.read()).toEqual([credential]);
    expect(await here.tokenFor(credential)).toMatch(/^token-/);
  });

  it('has no token for what was removed meanwhile', async () => {
    const credential = await stored({ kind: 'oauth-client', grant: grant() });
    await file.update(() => []);
    await expect(tokens().tokenFor(credential)).rejects.toThrow('a.example/oauth was removed');
  });
});
