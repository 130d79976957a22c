import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../base/index.js';
import { awsSignature, isPartOfSignature } from './aws-signature.js';
import { openApiDocument } from './document.js';

const mark = (kind: string) => ({ type: 'apiKey', in: 'header', 'x-amazon-apigateway-authtype': kind });

function serviceAt(url: string, info: JsonObject = {}): string | undefined {
  const root = { openapi: '3.0.0', info, servers: [{ url: 'https://docs.example' }, { url }] };
  return awsSignature(openApiDocument(root, 'test'), mark('awsSigv4'))?.service;
}

describe('awsSignature', () => {
  it.each([
    ['https://mgh.{region}.amazonaws.com', 'mgh'],
    ['http://s3{dash-or-dot}{region}.amazonaws.com', 's3'],
    ['https://iam.amazonaws.com', 'iam'],
    ['https://kendra-ranking.{region}.api.aws', 'kendra-ranking'],
    ['https://ec2.{region}.amazonaws.com.cn/', 'ec2'],
    ['https://service.chime.aws.amazon.com', 'chime'],
    ['https://abc123.execute-api.eu-west-1.amazonaws.com/prod', 'execute-api'],
    ['https://api.example/v1', 'execute-api'],
  ])('takes the signing name from the host %s', (url, service) => {
    expect(serviceAt(url)).toBe(service);
  });

  it('prefers the name that the document gives', () => {
    expect(serviceAt('https://email.{region}.amazonaws.com', { 'x-aws-signingName': 'ses' })).toBe('ses');
  });

  it('knows the marks of version 4 and tells version 2 apart', () => {
    const document = openApiDocument({ openapi: '3.0.0' }, 'test');
    expect(awsSignature(document, mark('awsS3'))?.type).toBe('awsSigV4');
    expect(awsSignature(document, { type: 'http', scheme: 'AWS4-HMAC-SHA256' })?.type).toBe('awsSigV4');
    expect(awsSignature(document, mark('awsSigv2'))).toEqual({ type: 'other', name: 'an AWS signature of version 2' });
    expect(awsSignature(document, mark('custom'))).toBeUndefined();
  });
});

describe('isPartOfSignature', () => {
  it('names the headers that signing sets, for signed operations only', () => {
    const signed = [[{ scheme: 'hmac', type: 'awsSigV4' as const }]];
    expect(isPartOfSignature('X-Amz-Date', signed)).toBe(true);
    expect(isPartOfSignature('X-Amz-Target', signed)).toBe(false);
    expect(isPartOfSignature('X-Amz-Date', [])).toBe(false);
  });
});
