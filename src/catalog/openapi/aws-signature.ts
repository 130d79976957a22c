import { isJsonObject } from '../../base/index.js';
import type { HttpSecurity } from '../api.js';
import type { OpenApiDocument } from './document.js';
import { wordOf } from './word-of.js';

/**
 * The scheme that is AWS Signature version 4, as API Gateway's extension marks it; undefined for any other, the marked
 * signature of version 2 included.
 */
export function awsSignature(
  document: OpenApiDocument,
  raw: { readonly [key: string]: unknown },
): Pick<HttpSecurity, 'type' | 'name' | 'service'> | undefined {
  const mark = wordOf(raw['x-amazon-apigateway-authtype'] ?? raw['scheme']).toLowerCase();
  if (mark === 'awssigv2') return { type: 'other', name: 'an AWS signature of version 2' };
  if (mark !== 'awssigv4' && mark !== 'awss3' && mark !== 'aws4-hmac-sha256') return undefined;
  return { type: 'awsSigV4', service: signingName(document) };
}

/** The name the document gives, or the first part of AWS's own hosts; anything else is behind an API gateway. */
function signingName({ root }: OpenApiDocument): string {
  const info = isJsonObject(root['info']) ? root['info'] : {};
  const given = info['x-aws-signingName'];
  if (typeof given === 'string' && given !== '') return given;
  const servers = Array.isArray(root['servers']) ? root['servers'] : [];
  const urls = servers.map(server => (isJsonObject(server) ? wordOf(server['url']) : ''));
  const hosts = [...urls.map(url => url.replace(/^[a-z]*:?\/\//i, '').replace(/\/.*$/, '')), wordOf(root['host'])];
  const aws = hosts.find(host => /\.(?:amazonaws\.com(?:\.cn)?|api\.aws|aws\.amazon\.com)$/i.test(host));
  if (aws === undefined || aws.includes('.execute-api.')) return 'execute-api';
  // Amazon Chime's host is service.chime.aws.amazon.com; everywhere else the service comes first.
  const label = /^[^.]+\.([^.]+)\.aws\.amazon\.com$/i.exec(aws)?.[1] ?? aws;
  return /^[a-z0-9-]+/i.exec(label)?.[0].toLowerCase() ?? 'execute-api';
}

const signatureHeaders = new Set(
  `x-amz-algorithm x-amz-content-sha256 x-amz-credential x-amz-date x-amz-security-token x-amz-signature
  x-amz-signedheaders`.split(/\s+/),
);

/** Whether a parameter is part of the signature, which is made when the call is: nothing for callers to set. */
export function isPartOfSignature(name: string, security: readonly (readonly HttpSecurity[])[]): boolean {
  return signatureHeaders.has(name.toLowerCase()) && security.flat().some(({ type }) => type === 'awsSigV4');
}
