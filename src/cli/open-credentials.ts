import { join } from 'node:path';
import { folders } from '../base/index.js';
import {
  type CredentialFile,
  type CredentialLookup,
  credentialFile,
  credentialLookup,
  type TokenFetch,
  tokenFetch,
} from '../execution/index.js';
import type { Io } from './io.js';
import { readProxies } from './read-proxies.js';
import type { Settings } from './settings.js';

export interface Credentials {
  readonly file: CredentialFile;
  readonly fetch: TokenFetch;
  readonly lookup: CredentialLookup;
}

/** The user's credentials; nothing is read before one is looked up. */
export function openCredentials(
  io: Io,
  settings: Settings,
  onSecret?: ((secret: string) => void) | undefined,
): Credentials {
  const file = credentialFile(join(folders(io).config, 'credentials', 'credentials.json'));
  const proxies = readProxies(io.env);
  const fetch = tokenFetch({ allowHosts: settings.allowHosts, ...(proxies === undefined ? {} : { proxies }) });
  const lookup = credentialLookup({ env: io.env, file, fetch, ...(onSecret === undefined ? {} : { onSecret }) });
  return { file, fetch, lookup };
}
