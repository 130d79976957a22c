import type { ConnectMcp } from '../catalog/index.js';
import type { Io } from './io.js';
import type { Settings } from './settings.js';
import { readVersion } from './version.js';

/** How this machine's user reaches MCP servers: with the environment's variables and tokens, and to the hosts allowed. */
export function openMcp(io: Io, settings: Settings): ConnectMcp {
  let connect: ConnectMcp | undefined;
  return async (server, options) => {
    if (connect === undefined) {
      const { credentialVariable, mcpConnector } = await import('../execution/index.js');
      connect = mcpConnector({
        allowHosts: settings.allowHosts,
        environment: name => io.env[name],
        bearer: url => io.env[credentialVariable({ provider: new URL(url).hostname }, 'bearer')],
        version: readVersion(),
      });
    }
    return connect(server, options);
  };
}
