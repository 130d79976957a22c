/** What AWS gives out: a key pair, with a session token when it is for a while only. */
export interface AwsKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  /** The user's region, for hosts that name none and for servers that leave it open. */
  readonly region?: string;
}

const form =
  /^(?<id>[A-Za-z0-9_]{8,128}):(?<secret>[^\s:@]{8,256})(?::(?<token>[^\s:@]+))?(?:@(?<region>[a-z0-9-]+))?$/;

/** How a key pair is written as one text. */
export const awsKeysForm = 'ACCESS_KEY_ID:SECRET_ACCESS_KEY[:SESSION_TOKEN][@REGION]';

/** Undefined when the text has not that form. */
export function parseAwsKeys(text: string): AwsKeys | undefined {
  const { id, secret, token, region } = form.exec(text.trim())?.groups ?? {};
  if (id === undefined || secret === undefined) return undefined;
  return {
    accessKeyId: id,
    secretAccessKey: secret,
    ...(token === undefined ? {} : { sessionToken: token }),
    ...(region === undefined ? {} : { region }),
  };
}

export function writeAwsKeys({ accessKeyId, secretAccessKey, sessionToken, region }: AwsKeys): string {
  const token = sessionToken === undefined ? '' : `:${sessionToken}`;
  return `${accessKeyId}:${secretAccessKey}${token}${region === undefined ? '' : `@${region}`}`;
}
