import { createHash } from 'node:crypto';
import type { HttpRequest } from '../http/build-request.js';
import type { AwsKeys } from './aws-keys.js';

export interface AwsSigning {
  /** The service's signing name. */
  readonly service: string;
  /** Milliseconds since 1970; AWS takes what is within some minutes of its own clock. */
  readonly nowMs: number;
}

/**
 * The request with AWS Signature version 4 over method, path, query, host, content type, `x-amz-…` headers and body.
 * Other headers may change on the way and are left out. Replaces what arguments said of the signature.
 */
export async function signAws(
  request: HttpRequest,
  keys: AwsKeys,
  { service, nowMs }: AwsSigning,
): Promise<HttpRequest> {
  const { AwsV4Signer } = await import('aws4fetch');
  const own = Object.entries(request.headers).filter(([name]) => !setBySigning.has(name));
  const signable = own.filter(([name]) => name === 'content-type' || name.startsWith('x-amz-'));
  const body = typeof request.body === 'string' ? Buffer.from(request.body) : (request.body ?? new Uint8Array());
  const hash = wantsHash(service) ? [['x-amz-content-sha256', createHash('sha256').update(body).digest('hex')]] : [];
  const { accessKeyId, secretAccessKey, sessionToken } = keys;
  const signed = await new AwsV4Signer({
    method: request.method,
    url: request.url,
    headers: Object.fromEntries([...signable, ...hash]),
    body: Uint8Array.from(body),
    accessKeyId,
    secretAccessKey,
    ...(sessionToken === undefined ? {} : { sessionToken }),
    service,
    region: regionOf(request.url) ?? keys.region ?? 'us-east-1',
    datetime: new Date(nowMs).toISOString().replace(/[:-]|\.\d{3}/g, ''),
    allHeaders: true,
  }).sign();
  return { ...request, headers: { ...Object.fromEntries(own), ...Object.fromEntries(signed.headers) } };
}

const setBySigning = new Set(['authorization', 'x-amz-content-sha256', 'x-amz-date', 'x-amz-security-token']);

/** Storage services refuse requests that do not say what their body is. */
function wantsHash(service: string): boolean {
  return service === 'glacier' || /^s3(-|$)/.test(service);
}

/** The region that a host of AWS names, such as `eu-west-1` in `ec2.eu-west-1.amazonaws.com`. */
export function regionOf(url: string): string | undefined {
  const { hostname } = new URL(url);
  const isAws = /\.(?:amazonaws\.com(?:\.cn)?|api\.aws|on\.aws)$/.test(hostname);
  return isAws ? /[.-]([a-z]{2}(?:-[a-z]+){1,3}-\d)\./.exec(hostname)?.[1] : undefined;
}
