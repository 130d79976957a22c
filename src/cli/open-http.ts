import { join } from 'node:path';
import { folders } from '../base/index.js';
import type { Api } from '../catalog/index.js';
import { type CredentialLookup, type Executor, hostLimits, httpExecutor, toolbench } from '../execution/index.js';
import type { Io } from './io.js';
import { readProxies } from './read-proxies.js';
import type { Settings } from './settings.js';

export interface OpenHttpOptions {
  readonly credentials: CredentialLookup;
  readonly server: (api: Api) => string | undefined;
  /** Is told every key that is looked up besides. */
  readonly onSecret?: ((secret: string) => void) | undefined;
}

/** The variable that may hold a key for a ToolBench-style server. */
const serviceKeyVariable = 'CAPUCHIN_KEY_TOOLBENCH';

/** The executors that reach HTTP hosts, as settings and environment say; they share the hosts' limits. */
export function openHttp(
  io: Io,
  settings: Settings,
  { credentials, server, onSecret }: OpenHttpOptions,
): { readonly http: Executor; readonly toolbench: Executor } {
  const { allowHosts, requestsPerMinute, rapidapiKeyEnv, toolbenchUrl } = settings;
  const proxies = readProxies(io.env);
  const shared = {
    limits: hostLimits(requestsPerMinute === undefined ? {} : { maxRequests: requestsPerMinute }),
    replyFolder: replyFolder(io),
    ...(proxies === undefined ? {} : { proxies }),
  };
  const keyIn = (variable: string) => () => {
    const key = io.env[variable];
    if (key !== undefined && key !== '') onSecret?.(key);
    return key;
  };
  const service = toolbenchUrl === '' ? undefined : { url: toolbenchUrl, key: keyIn(serviceKeyVariable) };
  return {
    http: httpExecutor({ ...shared, allowHosts, credentials, server }),
    toolbench: toolbench({
      ...shared,
      // Whoever names the server has named its host.
      allowHosts: service === undefined ? allowHosts : [...allowHosts, hostOf(service.url)],
      rapidApi: { key: keyIn(rapidapiKeyEnv), keyVariable: rapidapiKeyEnv, server },
      ...(service === undefined ? {} : { service }),
    }),
  };
}

/** Where replies that are no text are saved. */
export function replyFolder(io: Io): string {
  return join(folders(io).data, 'replies');
}

/** Host and port as the network guard compares them. */
function hostOf(address: string): string {
  const { hostname, port, protocol } = new URL(address);
  return `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`;
}
