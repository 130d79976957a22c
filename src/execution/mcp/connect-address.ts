import type { Transport } from '@modelcontextprotocol/client';
import type { McpSession } from '../../catalog/index.js';
import type { ConnectionsOptions } from '../http/connections.js';
import { credentialVariable } from '../http/credentials.js';
import { hostAndPort, type NetworkGuard } from '../http/network-guard.js';
import { atMost } from './at-most.js';
import { boundedResponse } from './bounded-response.js';
import { type ConnectClientOptions, connectClient, type OpenedTransport } from './connect-client.js';
import { guardedFetch } from './guarded-fetch.js';
import type { McpClientModule } from './load-client.js';
import { McpFailure } from './mcp-failure.js';
import type { ReachableAddress } from './server-values.js';

export interface AddressOptions extends ConnectionsOptions {
  readonly guard: NetworkGuard;
  readonly maxMessageBytes: number;
}

/** A server that does not answer any more must not keep a program from ending. */
const farewellMs = 1_000;

/** Connects to a server at an address, through guarded connections only. */
export async function connectAddress(
  module: McpClientModule,
  server: ReachableAddress,
  address: AddressOptions,
  options: Omit<ConnectClientOptions, 'era'>,
): Promise<McpSession> {
  const opened = await openAddress(module, server, address);
  try {
    return await connectClient(module, opened, { ...options, era: 'auto' });
  } catch (thrown) {
    throw told(thrown, server);
  }
}

async function openAddress(
  module: McpClientModule,
  server: ReachableAddress,
  { guard, maxMessageBytes, ...options }: AddressOptions,
): Promise<OpenedTransport> {
  const url = new URL(server.url);
  if (options.proxies === undefined) await guard.check(...hostAndPort(url)); // says why before the client wraps it
  const { fetch, close } = await guardedFetch(guard, options);
  let failure: McpFailure | undefined;
  const transport = new module.StreamableHTTPClientTransport(url, {
    requestInit: { headers: { 'user-agent': 'capuchin', ...server.headers } },
    async fetch(target, init) {
      return boundedResponse(await fetch(target, init), maxMessageBytes, why => {
        failure ??= why;
        void transport.close();
      });
    },
  });
  return {
    transport: transport as Transport,
    why: async () => undefined,
    givenUp: () => failure,
    secrets: server.secrets,
    async release() {
      // Servers without sessions, and those that do not let clients end them, have nothing to end.
      const farewell = transport.terminateSession().catch(() => {});
      await atMost(farewell, farewellMs);
      await transport.close();
      await atMost(close(), farewellMs);
    },
  };
}

/** A failure to connect, with what the user can do about it. */
function told(thrown: unknown, { url, headers }: ReachableAddress): unknown {
  if (!(thrown instanceof McpFailure)) return thrown;
  const { kind, httpStatus, message } = thrown;
  const cause = { cause: thrown };
  if (httpStatus !== 401 && httpStatus !== 403) {
    return new McpFailure(kind, `${url} cannot be spoken to: ${message}`, httpStatus, cause);
  }
  const variable = credentialVariable({ provider: new URL(url).hostname }, 'bearer');
  const sent = Object.keys(headers).join(' and ');
  const advice = sent === '' ? `see ${variable}` : `what was sent as ${sent} was not accepted`;
  return new McpFailure('http', `${url} wants a credential (HTTP ${httpStatus}); ${advice}`, httpStatus, cause);
}
