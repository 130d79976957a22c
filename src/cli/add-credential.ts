import { CapuchinError, systemClock, UnknownName, UsageError } from '../base/index.js';
import type { HttpSecurity, Store } from '../catalog/index.js';
import {
  awsKeysForm,
  type CredentialContent,
  parseAwsKeys,
  type StoredCredential,
  writeAwsKeys,
} from '../execution/index.js';
import { type FoundScheme, findSchemes, nothingImported } from './find-schemes.js';
import { type Io, note } from './io.js';
import { type OAuthFlags, oauthContent } from './oauth-content.js';
import type { Credentials } from './open-credentials.js';
import { readSecret } from './read-secret.js';
import type { Settings } from './settings.js';

export interface AddFlags extends OAuthFlags {
  readonly scheme?: string;
  readonly fromEnv?: string;
  readonly stdin?: boolean;
  readonly awsEnv?: boolean;
  readonly region?: string;
  readonly host?: readonly string[];
}

export interface Adding {
  readonly io: Io;
  readonly store: Store;
  readonly settings: Settings;
  readonly credentials: Credentials;
}

/** Adds a credential, in place of one of the same name; gives it as it is kept. */
export async function addCredential(owner: string, flags: AddFlags, adding: Adding): Promise<StoredCredential> {
  const { io, store, settings, credentials } = adding;
  const found = chosenScheme(owner, flags, store, settings);
  const { scheme, security } = found;
  const isSigned = security?.type === 'awsSigV4' || flags.awsEnv === true;
  const origins = [...new Set([...found.origins, ...(flags.host ?? []).map(originOf)])];
  if (origins.length === 0 && !isSigned) throw nowhereToGo(owner, found);
  const content = await contentOf(owner, found, flags, adding);
  const addedAt = new Date(io.now()).toISOString();
  const added: StoredCredential = { owner, scheme, origins: isSigned ? [] : origins, addedAt, content };
  await credentials.file.update(before => [...before.filter(each => !isNamed(each, owner, scheme)), added]);
  for (const origin of origins.filter(each => each.startsWith('http:'))) {
    note(io, `capuchin: ${origin} is not encrypted: whoever is on the way can read the credential`);
  }
  if (found.strange.length > 0 && !isSigned) {
    const some = found.strange.slice(0, 3).join(', ');
    note(io, `capuchin: not sent to ${some}, which is no host of ${owner}; see: capuchin auth allow --help`);
  }
  return added;
}

function isNamed(each: StoredCredential, owner: string, scheme: string): boolean {
  return each.owner === owner && each.scheme === scheme;
}

type Chosen = Pick<FoundScheme, 'scheme' | 'origins' | 'strange'> & { readonly security?: HttpSecurity };

function chosenScheme(owner: string, flags: AddFlags, store: Store, settings: Settings): Chosen {
  const found = findSchemes(owner, store, settings);
  if (found === undefined) {
    if (flags.scheme === undefined || flags.host === undefined) throw nothingImported(owner, store);
    return { scheme: flags.scheme, origins: [], strange: [] };
  }
  if (flags.scheme !== undefined) {
    const named = found.find(({ scheme }) => scheme === flags.scheme);
    if (named !== undefined) return named;
    throw new UnknownName(
      `credential that ${owner} asks for`,
      flags.scheme,
      found.map(({ scheme }) => scheme),
    );
  }
  const [only, ...others] = found;
  if (only === undefined) throw new UsageError(`the APIs of ${owner} ask for no credential that can be given`);
  if (others.length === 0) return only;
  const list = found.map(
    ({ scheme, security, apiCount }) => `${JSON.stringify(scheme)} (${security.type}, ${apiCount} APIs)`,
  );
  throw new UsageError(`${owner} asks for several credentials; choose one with --scheme: ${list.join(', ')}`);
}

function nowhereToGo(owner: string, { strange }: Chosen): UsageError {
  const named = strange.length === 0 ? 'no server' : `only ${strange.slice(0, 3).join(', ')}, no host of ${owner}`;
  return new UsageError(`the documents name ${named}; say where the credential may go with --host`);
}

/** The origin of a host, `host:port` or address; https where it does not say. Throws `UsageError`. */
export function originOf(host: string): string {
  const address = host.includes('://') ? host : `https://${host}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isHost = url !== undefined && /^https?:$/.test(url.protocol) && url.username === '' && url.hostname !== '';
  if (!isHost) throw new UsageError(`"${host}" is no host; give one as api.example.com or http://127.0.0.1:8080`);
  return url.origin;
}

async function contentOf(owner: string, chosen: Chosen, flags: AddFlags, adding: Adding): Promise<CredentialContent> {
  const { io, credentials } = adding;
  const { scheme, security } = chosen;
  const ask = (what: string) => readSecret(io, { stdin: flags.stdin === true, question: `${what} for ${owner}: ` });
  if (flags.stdin && flags.fromEnv !== undefined) throw new UsageError('choose one of --stdin and --from-env');
  if (flags.awsEnv && flags.oauth !== undefined) throw new UsageError('choose one of --aws-env and --oauth');
  if (flags.awsEnv) return { kind: 'aws-environment', ...(flags.region === undefined ? {} : { region: flags.region }) };
  if (flags.oauth !== undefined) {
    return oauthContent(flags, { io, fetch: credentials.fetch, clock: systemClock, security, ask });
  }
  if (flags.fromEnv !== undefined) {
    if (!io.env[flags.fromEnv]) note(io, `capuchin: ${flags.fromEnv} is not set now; it is read at each call`);
    return { kind: 'variable', variable: flags.fromEnv };
  }
  const secret = await ask(inWords(scheme, security));
  return security?.type === 'awsSigV4'
    ? awsContent(secret, flags.region)
    : { kind: 'secret', secret: checked(secret, security) };
}

function awsContent(secret: string, region: string | undefined): CredentialContent {
  const keys = parseAwsKeys(secret);
  if (keys === undefined) throw new UsageError(`AWS keys are given as ${awsKeysForm}`);
  return { kind: 'aws', secret: writeAwsKeys({ ...keys, ...(region === undefined ? {} : { region }) }) };
}

function checked(secret: string, security: HttpSecurity | undefined): string {
  if (security?.type === 'basic' && !secret.includes(':') && !/^basic /i.test(secret)) {
    throw new UsageError('a login is given as user:password');
  }
  return secret;
}

/** What a person is asked for. */
function inWords(scheme: string, security: HttpSecurity | undefined): string {
  switch (security?.type) {
    case 'basic':
      return 'user:password';
    case 'awsSigV4':
      return awsKeysForm;
    case 'apiKey':
      return security.name?.toLowerCase() === 'authorization' ? 'whole value of the Authorization header' : 'key';
    case undefined:
      return scheme;
    default:
      return 'token';
  }
}

/** The only credential of a name `<owner>/<scheme>`, or of an owner with one. Throws `not-found`, `usage`. */
export function credentialNamed(name: string, all: readonly StoredCredential[]): StoredCredential {
  const nameOf = ({ owner, scheme }: StoredCredential) => `${owner}/${scheme}`;
  const exact = all.find(each => nameOf(each) === name);
  if (exact !== undefined) return exact;
  const ofOwner = all.filter(({ owner }) => owner === name);
  const [only, ...others] = ofOwner;
  if (only !== undefined && others.length === 0) return only;
  if (only !== undefined) throw new UsageError(`${name} has several credentials: ${ofOwner.map(nameOf).join(', ')}`);
  const known = all.map(nameOf).join(', ') || 'none; add one with capuchin auth add';
  throw new CapuchinError('not-found', `no credential named "${name}"; there are: ${known}`);
}
