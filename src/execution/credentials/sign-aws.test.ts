import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '../http/build-request.js';
import { regionOf, signAws } from './sign-aws.js';

// AWS's published test suite for signature version 4: keys, date, region and service of every case in it.
const keys = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };
const suite = { service: 'service', nowMs: Date.UTC(2015, 7, 30, 12, 36, 0) };
const token =
  'AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA==';

function request(method: HttpRequest['method'], url: string, rest: Partial<HttpRequest> = {}): HttpRequest {
  return { method, url, headers: {}, ...rest };
}

function authorization(signedHeaders: string, signature: string, service = 'service'): string {
  const scope = `Credential=AKIDEXAMPLE/20150830/us-east-1/${service}/aws4_request`;
  return `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
}

describe('signAws', () => {
  it.each([
    [
      'get-vanilla',
      request('GET', 'https://example.amazonaws.com/'),
      '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31',
    ],
    [
      'get-vanilla-query-order-key-case',
      request('GET', 'https://example.amazonaws.com/?Param2=value2&Param1=value1'),
      'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
    ],
    [
      'get-vanilla-query-unreserved',
      request(
        'GET',
        'https://example.amazonaws.com/?-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz=-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
      ),
      '9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197',
    ],
    [
      'post-vanilla',
      request('POST', 'https://example.amazonaws.com/'),
      '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b',
    ],
  ])('%s of the suite', async (_name, unsigned, signature) => {
    const { headers } = await signAws(unsigned, keys, suite);
    expect(headers).toEqual({
      'x-amz-date': '20150830T123600Z',
      authorization: authorization('host;x-amz-date', signature),
    });
  });

  it('post-x-www-form-urlencoded of the suite: body and content type are signed', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: '*/*' };
    const unsigned = request('POST', 'https://example.amazonaws.com/', { headers, body: 'Param1=value1' });
    const signed = await signAws(unsigned, keys, suite);
    expect(signed).toEqual({
      ...unsigned,
      headers: {
        ...headers,
        'x-amz-date': '20150830T123600Z',
        authorization: authorization(
          'content-type;host;x-amz-date',
          'ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a',
        ),
      },
    });
  });

  it('post-sts-header-before of the suite: the session token is signed', async () => {
    const unsigned = request('POST', 'https://example.amazonaws.com/');
    const { headers } = await signAws(unsigned, { ...keys, sessionToken: token }, suite);
    expect(headers['x-amz-security-token']).toBe(token);
    expect(headers['authorization']).toBe(
      authorization(
        'host;x-amz-date;x-amz-security-token',
        '85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead',
      ),
    );
  });

  it('the ListUsers request of the documentation', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
    const unsigned = request('GET', 'https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08', { headers });
    const signed = await signAws(unsigned, keys, { ...suite, service: 'iam' });
    expect(signed.headers['authorization']).toBe(
      authorization(
        'content-type;host;x-amz-date',
        '5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7',
        'iam',
      ),
    );
  });

  it('says what the body is where storage wants it, and replaces what arguments said of the signature', async () => {
    const body = new Uint8Array([104, 105]);
    const headers = { 'x-amz-date': 'never', authorization: 'mine', 'x-amz-acl': 'private' };
    const unsigned = request('PUT', 'https://bucket.s3.eu-west-1.amazonaws.com/a%20b', { headers, body });
    const signed = await signAws(unsigned, keys, { ...suite, service: 's3' });
    expect(signed.body).toBe(body);
    expect(signed.headers).toEqual({
      'x-amz-acl': 'private',
      'x-amz-date': '20150830T123600Z',
      'x-amz-content-sha256': '8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4',
      authorization: expect.stringMatching(
        /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/20150830\/eu-west-1\/s3\/aws4_request, SignedHeaders=host;x-amz-acl;x-amz-content-sha256;x-amz-date, Signature=[0-9a-f]{64}$/,
      ),
    });
  });

  it("takes the user's region where the host names none", async () => {
    const unsigned = request('GET', 'https://api.example/x');
    const { headers } = await signAws(unsigned, { ...keys, region: 'sa-east-1' }, suite);
    expect(headers['authorization']).toContain('/20150830/sa-east-1/service/');
  });
});

describe('regionOf', () => {
  it.each([
    ['https://ec2.eu-west-1.amazonaws.com/x', 'eu-west-1'],
    ['https://s3-us-gov-west-1.amazonaws.com', 'us-gov-west-1'],
    ['https://ec2.cn-north-1.amazonaws.com.cn', 'cn-north-1'],
    ['https://internetmonitor.us-east-1.api.aws', 'us-east-1'],
    ['https://iam.amazonaws.com', undefined],
    ['https://ec2.eu-west-1.amazonaws.com.evil.example', undefined],
  ])('%s', (url, region) => {
    expect(regionOf(url)).toBe(region);
  });
});
