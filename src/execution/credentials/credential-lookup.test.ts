import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { HttpSecurity } from '../../catalog/index.js';
import { sampleApi } from '../executor.contract.js';
import { credentialFile } from './credential-file.js';
import { type CredentialLookupOptions, credentialLookup } from './credential-lookup.js';
import type { CredentialContent, StoredCredential } from './stored-credential.js';

const api = sampleApi({ provider: 'a.example', collection: 'mine' });
const key: HttpSecurity = { scheme: 'key', type: 'bearer' };
const hmac: HttpSecurity = { scheme: 'hmac', type: 'awsSigV4' };
const secret = (text: string): CredentialContent => ({ kind: 'secret', secret: text });

function credential(rest: Partial<StoredCredential>): StoredCredential {
  const origins = ['https://a.example'];
  return { owner: 'a.example', scheme: 'key', origins, addedAt: 'now', content: secret('stored'), ...rest };
}

async function lookup(
  env: Record<string, string>,
  stored: readonly StoredCredential[],
  rest: Partial<CredentialLookupOptions> = {},
) {
  const file = credentialFile(join(mkdtempSync(join(tmpdir(), 'capuchin-lookup-')), 'own', 'file.json'));
  if (stored.length > 0) await file.update(() => stored);
  const fetch = () => Promise.reject(new Error('nothing is fetched here'));
  const look = credentialLookup({ env, file, fetch, ...rest });
  return async (url: string, security = key, isServerGiven = false) =>
    look(security.scheme, api, { url, security, isServerGiven });
}

const variable = 'CAPUCHIN_KEY_A_EXAMPLE_KEY';

describe('credentialLookup', () => {
  it('prefers the environment, then the collection, then the provider', async () => {
    const ofProvider = credential({});
    const ofCollection = credential({ owner: 'mine', content: secret('of mine') });
    const url = 'https://a.example/x';
    expect(await (await lookup({ [variable]: ' given ' }, [ofProvider]))(url)).toBe('given');
    expect(await (await lookup({ [variable]: '  ' }, [ofProvider, ofCollection]))(url)).toBe('of mine');
    expect(await (await lookup({}, [ofProvider, credential({ owner: 'b', scheme: 'key' })]))(url)).toBe('stored');
    expect(await (await lookup({}, [credential({ scheme: 'other' })]))(url)).toBeUndefined();
  });

  it('gives a variable to the hosts of the provider and to servers the user named, to no others', async () => {
    const look = await lookup({ [variable]: 'given' }, []);
    expect(await look('https://a.example/x')).toBe('given');
    expect(await look('https://api.A.example:8443/x')).toBe('given');
    expect(await look('http://127.0.0.1:8080/x', key, true)).toBe('given');
    for (const url of ['https://a.example.evil.example/', 'https://nota.example/', 'https://evil.example/a.example']) {
      await expect(look(url)).rejects.toMatchObject({ code: 'credential-refused' });
    }
    await expect(look('https://evil.example/')).rejects.toThrow(
      'CAPUCHIN_KEY_A_EXAMPLE_KEY is for a.example and is not sent to evil.example; if it belongs there, run: ' +
        'capuchin auth add a.example --scheme key --from-env CAPUCHIN_KEY_A_EXAMPLE_KEY --host evil.example',
    );
  });

  it('gives what is stored to the origins it was added for, whoever names the server', async () => {
    const look = await lookup({}, [credential({})]);
    expect(await look('https://a.example/x')).toBe('stored');
    for (const url of ['http://a.example/x', 'https://a.example:444/x', 'https://api.a.example/x']) {
      await expect(look(url, key, true)).rejects.toThrow(
        `the credential a.example/key was not added for ${new URL(url).origin}; if it belongs there, run: ` +
          `capuchin auth allow a.example/key ${new URL(url).origin}`,
      );
    }
  });

  it('falls back on what is stored where a variable does not belong', async () => {
    const look = await lookup({ [variable]: 'given' }, [credential({ origins: ['https://b.example'] })]);
    expect(await look('https://b.example/')).toBe('stored');
  });

  it('reads variables when they are needed', async () => {
    const stored = [credential({ content: { kind: 'variable', variable: 'MY_KEY' } })];
    expect(await (await lookup({ MY_KEY: 'mine' }, stored))('https://a.example/')).toBe('mine');
    await expect((await lookup({}, stored))('https://a.example/')).rejects.toThrow(
      'the credential a.example/key is read from MY_KEY, not set',
    );
  });

  it('signs for any host, with stored keys or with those of AWS’s own variables', async () => {
    const keys = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI' };
    const ownKeys = [credential({ scheme: 'hmac', content: { kind: 'aws-environment' } })];
    const url = 'https://ec2.us-east-1.amazonaws.com/';
    const all = { ...keys, AWS_SESSION_TOKEN: 'token', AWS_REGION: 'eu-west-1' };
    expect(await (await lookup(all, ownKeys))(url, hmac)).toBe('AKIDEXAMPLE:wJalrXUtnFEMI:token@eu-west-1');
    const inRegion = [credential({ scheme: 'hmac', content: { kind: 'aws-environment', region: 'sa-east-1' } })];
    expect(await (await lookup(all, inRegion))(url, hmac)).toBe('AKIDEXAMPLE:wJalrXUtnFEMI:token@sa-east-1');
    await expect((await lookup({}, ownKeys))(url, hmac)).rejects.toThrow('AWS_ACCESS_KEY_ID');
    const kept = [credential({ scheme: 'hmac', content: { kind: 'aws', secret: 'AKIDEXAMPLE:wJalrXUtnFEMI' } })];
    expect(await (await lookup({}, kept))(url, hmac)).toBe('AKIDEXAMPLE:wJalrXUtnFEMI');
  });

  it('tells which secrets it has handed out', async () => {
    const handed: string[] = [];
    const look = await lookup({}, [credential({})], { onSecret: given => void handed.push(given) });
    await look('https://a.example/');
    await look('https://a.example/', { scheme: 'none', type: 'bearer' });
    expect(handed).toEqual(['stored']);
  });
});
