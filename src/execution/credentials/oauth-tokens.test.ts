import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { manualClock } from '../../base/index.js';
import { clientToken, type DeviceLogin, deviceToken, refreshedToken } from './oauth-tokens.js';
import { oauthError, type SampleOAuthServer, sampleClient, sampleOAuthServer } from './sample-oauth-server.contract.js';
import type { OAuthGrant } from './stored-credential.js';
import { tokenFetch } from './token-fetch.js';

let server: SampleOAuthServer;
let clock = manualClock();
beforeAll(async () => {
  server = await sampleOAuthServer();
});
afterAll(() => server.close());
beforeEach(() => {
  clock = manualClock(1_000_000);
});

function grant(rest: Partial<OAuthGrant> = {}): OAuthGrant {
  const { tokenUrl } = server;
  const { id: clientId, secret: clientSecret } = sampleClient;
  return { tokenUrl, clientId, clientSecret, clientAuthentication: 'basic', scopes: [], ...rest };
}
const asking = () => ({ fetch: tokenFetch({ allowHosts: [server.host] }), clock });

describe('clientToken', () => {
  it.each(['basic', 'post'] as const)('shows the client’s secret as %s', async clientAuthentication => {
    const token = await clientToken(grant({ clientAuthentication, scopes: ['read', 'write'] }), asking());
    expect(token).toEqual({ accessToken: expect.stringMatching(/^token-\d+$/), expiresAtMs: 1_000_000 + 3_600_000 });
    const form = { grant_type: 'client_credentials', scope: 'read write' };
    const { id, secret } = sampleClient;
    expect(server.asked.at(-1)).toEqual(
      clientAuthentication === 'basic'
        ? { path: '/token', form, basic: `${id}:${secret}` }
        : { path: '/token', form: { ...form, client_id: id, client_secret: secret } },
    );
  });

  it('says what the server said, without the secret and without control characters', async () => {
    const description = `wrong ${sampleClient.secret} \u001b[31m${'x'.repeat(1000)}`;
    server.next.push(oauthError('invalid_scope', description));
    const failed = await clientToken(grant(), asking()).catch((thrown: Error) => thrown);
    expect(failed).toMatchObject({
      code: 'credential-failed',
      message: expect.stringMatching(/^127\.0\.0\.1:\d+ gave no token: invalid_scope \(wrong \[secret\] x+$/),
    });
    expect((failed as Error).message.length).toBeLessThan(400);
  });

  it.each([
    ['an error page', { status: 500, body: { oops: 1 } }],
    ['no token', { status: 200, body: { token_type: 'bearer' } }],
    ['a token of a strange kind', { status: 200, body: { access_token: 'a', token_type: 'mac' } }],
  ])('fails for %s', async (_name, reply) => {
    server.next.push(reply);
    await expect(clientToken(grant(), asking())).rejects.toMatchObject({ code: 'credential-failed' });
  });

  it('does not look at ID tokens', async () => {
    const body = { access_token: 'a', token_type: 'bearer', id_token: 'not even one' };
    server.next.push({ status: 200, body });
    expect(await clientToken(grant(), asking())).toEqual({ accessToken: 'a' });
  });

  it('asks private servers only when they are allowed', async () => {
    const { fetch: _unguarded, ...rest } = asking();
    const https = grant({ tokenUrl: server.tokenUrl.replace('http:', 'https:') });
    await expect(clientToken(https, { ...rest, fetch: tokenFetch() })).rejects.toMatchObject({
      code: 'address-refused',
    });
    await expect(clientToken(grant(), { ...rest, fetch: tokenFetch() })).rejects.toMatchObject({
      code: 'insecure-address',
    });
  });

  it('stops with the caller', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(clientToken(grant(), { ...asking(), signal })).rejects.toThrow('enough');
  });
});

describe('deviceToken', () => {
  it('shows where to log in, waits as long as it is told, and proves that it is the one who began', async () => {
    server.next.push(oauthError('authorization_pending'), oauthError('slow_down'), oauthError('authorization_pending'));
    const logins: DeviceLogin[] = [];
    const token = await deviceToken(grant(), server.deviceAuthorizationUrl, login => logins.push(login), asking());
    expect(logins).toEqual([{ verificationUrl: 'https://login.example/device', userCode: 'WDJB-MJHT' }]);
    expect(clock.slept).toEqual([5_000, 5_000, 10_000, 10_000]);
    expect(token).toEqual({
      accessToken: expect.stringMatching(/^token-/),
      refreshToken: expect.stringMatching(/^refresh-/),
      expiresAtMs: 1_000_000 + 30_000 + 3_600_000,
    });
    const begun = server.asked.findLast(({ path }) => path === '/device');
    expect(begun?.form).toMatchObject({ code_challenge_method: 'S256' });
  });

  it.each(['access_denied', 'expired_token'])('ends with %s', async error => {
    server.next.push(oauthError(error));
    const failed = deviceToken(grant(), server.deviceAuthorizationUrl, () => {}, asking());
    await expect(failed).rejects.toThrow(`gave no token: ${error}`);
  });

  it('ends when the code has expired and nobody came', async () => {
    server.next.push(...Array.from({ length: 200 }, () => oauthError('authorization_pending')));
    const failed = deviceToken(grant(), server.deviceAuthorizationUrl, () => {}, asking());
    await expect(failed).rejects.toThrow('nobody let this machine in before the code expired');
    expect(clock.slept).toHaveLength(120);
    server.next.length = 0;
  });

  it('works for clients without a secret', async () => {
    const { clientSecret: _none, ...open } = grant();
    const token = await deviceToken(open, server.deviceAuthorizationUrl, () => {}, asking());
    expect(token.accessToken).toMatch(/^token-/);
    expect(server.asked.at(-1)).toMatchObject({ form: { client_id: sampleClient.id } });
  });
});

describe('refreshedToken', () => {
  it('gives the next pair, and keeps the refresh token where there is no new one', async () => {
    const first = await deviceToken(grant(), server.deviceAuthorizationUrl, () => {}, asking());
    const second = await refreshedToken(grant(), first.refreshToken ?? '', asking());
    expect(second.refreshToken).not.toBe(first.refreshToken);
    server.next.push({ status: 200, body: { access_token: 'a', token_type: 'bearer' } });
    expect(await refreshedToken(grant(), 'old', asking())).toEqual({ accessToken: 'a', refreshToken: 'old' });
  });
});
