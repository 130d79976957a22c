import type { Api, ConnectMcp } from '../catalog/index.js';
import type { Io } from './io.js';
import { openCredentials } from './open-credentials.js';
import { readProxies } from './read-proxies.js';
import type { Settings } from './settings.js';
import { readVersion } from './version.js';

/** How this machine's user reaches MCP servers: with their variables and tokens, and to the hosts they allow. */
export function openMcp(io: Io, settings: Settings, onSecret?: (secret: string) => void): ConnectMcp {
  let connect: ConnectMcp | undefined;
  return async (server, options) => {
    if (connect === undefined) {
      const { mcpConnector, mcpSecurity } = await import('../execution/index.js');
      const { lookup } = openCredentials(io, settings, onSecret);
      const proxies = readProxies(io.env);
      connect = mcpConnector({
        allowHosts: settings.allowHosts,
        ...(proxies === undefined ? {} : { proxies }),
        environment: name => io.env[name],
        bearer(url, signal) {
          // Before an import there is no API yet, and a credential is looked up by whose it is only.
          const { hostname: provider } = new URL(url);
          const owner = { provider, collection: provider } as Api;
          return lookup(mcpSecurity.scheme, owner, { url, security: mcpSecurity, signal });
        },
        onSecret,
        version: readVersion(),
      });
    }
    return connect(server, options);
  };
}
