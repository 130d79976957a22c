import type { CredentialContent, StoredCredential } from '../execution/index.js';
import type { Io } from './io.js';

/** A credential as it may be shown: everything but its value. */
export interface CredentialRow {
  readonly name: string;
  readonly kind: CredentialContent['kind'];
  /** Where the value is: `file`, or the variable it is read from. */
  readonly from: string;
  readonly origins: readonly string[];
  readonly addedAt: string;
  /** When the current token expires; null where that is not known or nothing expires. */
  readonly expiresAt: string | null;
  /** A token that expires is replaced without anybody's doing. */
  readonly renews: boolean;
}

export function credentialRow({ owner, scheme, origins, addedAt, content }: StoredCredential): CredentialRow {
  const token = 'token' in content ? content.token : undefined;
  const expiresAtMs = token?.expiresAtMs;
  return {
    name: `${owner}/${scheme}`,
    kind: content.kind,
    from: fromOf(content),
    origins,
    addedAt,
    expiresAt: expiresAtMs === undefined ? null : new Date(expiresAtMs).toISOString(),
    renews: content.kind === 'oauth-client' || token?.refreshToken !== undefined,
  };
}

function fromOf(content: CredentialContent): string {
  if (content.kind === 'variable') return content.variable;
  return content.kind === 'aws-environment' ? 'AWS_ACCESS_KEY_ID …' : 'file';
}

/** Where a credential goes, in few words. */
export function goesTo({ kind, origins }: CredentialRow): string {
  if (kind === 'aws' || kind === 'aws-environment') return 'signs requests';
  const [first = '', ...others] = origins;
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}

/** When a token expires, in few words. */
export function lasts({ expiresAt, renews }: CredentialRow, nowMs: number): string {
  if (expiresAt === null) return '–';
  if (renews) return 'renews itself';
  return Date.parse(expiresAt) <= nowMs ? 'expired' : expiresAt;
}

/** Names of the variables that hold credentials; never their values. */
export function credentialVariables(env: Io['env']): readonly string[] {
  return Object.keys(env)
    .filter(name => name.startsWith('CAPUCHIN_KEY_') && env[name] !== '')
    .toSorted();
}
