import type { ConnectMcp } from '../../catalog/index.js';
import type { ConnectionsOptions } from '../http/connections.js';
import { checkHeaderValue } from '../http/header-safety.js';
import { type NetworkGuardOptions, networkGuard } from '../http/network-guard.js';
import { connectAddress } from './connect-address.js';
import { connectProgram } from './connect-program.js';
import { loadClient } from './load-client.js';
import { type EnvironmentLookup, type ReachableAddress, serverValues } from './server-values.js';

export interface McpConnectorOptions extends NetworkGuardOptions, ConnectionsOptions {
  /** Values for what servers name. Default: no variable has one. */
  readonly environment?: EnvironmentLookup;
  /** The bearer token for an address, when there is one. */
  readonly bearer?: (url: string, signal?: AbortSignal) => string | undefined | Promise<string | undefined>;
  /** Is told every value that servers are given and that must not be written down. */
  readonly onSecret?: ((secret: string) => void) | undefined;
  /** Default 60 s: the command may have to fetch its program first. */
  readonly connectTimeoutMs?: number;
  /** Default 10 MB. */
  readonly maxMessageBytes?: number;
  /** Ours, as servers are told. */
  readonly version?: string;
}

/** Reaches servers with the official client, in the newest of the protocol's eras that a server speaks. */
export function mcpConnector(options: McpConnectorOptions = {}): ConnectMcp {
  const guard = networkGuard(options);
  const { environment = () => undefined, maxMessageBytes = 10_000_000 } = options;
  const { connectTimeoutMs: timeoutMs = 60_000, version = '0' } = options;
  return async (server, connecting = {}) => {
    const module = await loadClient();
    const reachable = await serverValues(server, environment);
    connecting.signal?.throwIfAborted();
    for (const secret of reachable.secrets) options.onSecret?.(secret);
    const client = { ...connecting, timeoutMs, version };
    if (reachable.kind === 'stdio') return connectProgram(module, reachable, maxMessageBytes, client);
    const token = await options.bearer?.(reachable.url, connecting.signal);
    const address = token === undefined || token === '' ? reachable : bearing(reachable, token);
    return connectAddress(module, address, { ...options, guard, maxMessageBytes }, client);
  };
}

function bearing(server: ReachableAddress, token: string): ReachableAddress {
  const authorization = /^bearer /i.test(token) ? token : `Bearer ${token}`;
  checkHeaderValue('authorization', authorization);
  return {
    ...server,
    headers: { authorization, ...server.headers },
    secrets: [...server.secrets, token.replace(/^bearer /i, '')],
  };
}
