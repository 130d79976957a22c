import { describe, expect, it } from 'vitest';
import { CapuchinError, manualClock } from '../../base/index.js';
import type { HttpInvocation, HttpSecurity } from '../../catalog/index.js';
import { sampleApi } from '../executor.contract.js';
import type { CredentialLookup } from './credentials.js';
import { prepareRequest } from './prepare-request.js';

const token: HttpSecurity = { scheme: 'token', type: 'bearer' };
const hmac: HttpSecurity = { scheme: 'hmac', type: 'awsSigV4', service: 'ec2' };
const api = sampleApi({ provider: 'a.example' });

function prepare(invocation: Partial<HttpInvocation>, credentials: CredentialLookup, server?: string) {
  const whole: HttpInvocation = {
    kind: 'http',
    method: 'GET',
    path: '/x',
    servers: [{ url: 'https://a.example' }],
    parameters: [],
    security: [[token]],
    ...invocation,
  };
  return prepareRequest(api, whole, {}, { credentials, server, clock: manualClock(Date.UTC(2015, 7, 30)) });
}

describe('prepareRequest', () => {
  it('tells the lookup what the credential is for', async () => {
    const seen: unknown[] = [];
    const lookup: CredentialLookup = async (scheme, { provider }, use) => {
      seen.push([scheme, provider, use.url, use.isServerGiven, use.security]);
      return 'secret';
    };
    await prepare({}, lookup);
    await prepare({}, lookup, 'http://127.0.0.1:80');
    expect(seen).toEqual([
      ['token', 'a.example', 'https://a.example/x', false, token],
      ['token', 'a.example', 'http://127.0.0.1/x', true, token],
    ]);
  });

  it('says who gives out a credential that is missing', async () => {
    expect(await prepare({}, () => undefined)).toEqual({
      status: 'missing-credential',
      scheme: 'token',
      variable: 'CAPUCHIN_KEY_A_EXAMPLE_TOKEN',
      provider: 'a.example',
    });
  });

  it('says why a kind of credential cannot be used', async () => {
    const odd: HttpSecurity = { scheme: 'cert', type: 'other', name: 'a client certificate' };
    expect(await prepare({ security: [[odd]] }, () => 'x')).toEqual({
      status: 'not-callable',
      reason: 'it needs "cert" (a client certificate), a kind of credential that is not supported',
    });
  });

  it.each([
    ['credential-refused', 'denied'],
    ['credential-failed', 'failed'],
  ])('a lookup that throws %s makes a call %s', async (code, status) => {
    const lookup = () => Promise.reject(new CapuchinError(code, 'because'));
    expect(await prepare({}, lookup)).toEqual({ status, reason: 'because' });
  });

  it('calls AWS in the region of the keys, where the source has a server there', async () => {
    const regional = (host: string, ...regions: string[]) => ({
      url: `https://ec2.{region}.${host}`,
      variables: { region: { default: regions[0] ?? '', enum: regions } },
    });
    const servers = [regional('amazonaws.com', 'us-east-1', 'eu-west-1'), regional('amazonaws.com.cn', 'cn-north-1')];
    const urlIn = async (region: string, server?: string) => {
      const keys = `AKIDEXAMPLE:wJalrXUtnFEMI@${region}`;
      const prepared = await prepare({ servers, security: [[hmac]] }, () => keys, server);
      if ('status' in prepared) return prepared.status;
      const scope = /2015\d+\/[^,]+/.exec(prepared.request.headers['authorization'] ?? '')?.[0];
      return `${prepared.request.url} ${scope}`;
    };
    expect(await urlIn('eu-west-1')).toBe('https://ec2.eu-west-1.amazonaws.com/x 20150830/eu-west-1/ec2/aws4_request');
    expect(await urlIn('cn-north-1')).toBe(
      'https://ec2.cn-north-1.amazonaws.com.cn/x 20150830/cn-north-1/ec2/aws4_request',
    );
    expect(await urlIn('mars-1')).toBe('https://ec2.us-east-1.amazonaws.com/x 20150830/us-east-1/ec2/aws4_request');
    expect(await urlIn('eu-west-1', 'https://ec2.sa-east-1.amazonaws.com')).toBe(
      'https://ec2.sa-east-1.amazonaws.com/x 20150830/sa-east-1/ec2/aws4_request',
    );
  });
});
