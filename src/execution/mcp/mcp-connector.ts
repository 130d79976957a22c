import type { ClientOptions, Transport } from '@modelcontextprotocol/client';
import { messageOf } from '../../base/index.js';
import type { ConnectMcp, McpConnectOptions, McpServer, McpSession } from '../../catalog/index.js';
import type { ConnectionsOptions } from '../http/connections.js';
import { credentialVariable } from '../http/credentials.js';
import { checkHeaderValue } from '../http/header-safety.js';
import { hostAndPort, type NetworkGuard, type NetworkGuardOptions, networkGuard } from '../http/network-guard.js';
import { scrubber } from '../http/scrubber.js';
import { atMost } from './at-most.js';
import { boundedResponse } from './bounded-response.js';
import { clientSession, failureOf } from './client-session.js';
import { guardedFetch } from './guarded-fetch.js';
import { loadClient, type McpClientModule } from './load-client.js';
import { McpFailure } from './mcp-failure.js';
import { programTransport } from './program-transport.js';
import { type EnvironmentLookup, type ReachableServer, serverValues } from './server-values.js';
import { startProgram } from './started-program.js';

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

type Reachable<Kind> = Extract<ReachableServer, { kind: Kind }>;

/** A transport, and how its connection ends. */
interface Opened {
  readonly transport: Transport;
  readonly why: () => Promise<string | undefined>;
  readonly givenUp: () => McpFailure | undefined;
  readonly release: () => Promise<void>;
  readonly secrets: readonly string[];
}

/** Reaches servers with the official client, in the newest of the protocol's eras that a server speaks. */
export function mcpConnector(options: McpConnectorOptions = {}): ConnectMcp {
  const guard = networkGuard(options);
  const { environment = () => undefined, maxMessageBytes = 10_000_000 } = options;
  return async (server, connecting = {}) => {
    const module = await loadClient();
    const reachable = await serverValues(server, environment);
    connecting.signal?.throwIfAborted();
    for (const secret of reachable.secrets) options.onSecret?.(secret);
    if (reachable.kind === 'stdio') return connectProgram(module, reachable, connecting, options, maxMessageBytes);
    const token = await options.bearer?.(reachable.url, connecting.signal);
    const withBearer = token === undefined || token === '' ? reachable : bearing(reachable, token);
    const opened = await openHttp(module, withBearer, guard, options, maxMessageBytes);
    return connectClient(module, opened, connecting, options, 'auto').catch((thrown: unknown) => {
      throw told(thrown, server, reachable.url);
    });
  };
}

function bearing(server: Reachable<'http'>, token: string): Reachable<'http'> {
  const authorization = /^bearer /i.test(token) ? token : `Bearer ${token}`;
  checkHeaderValue('authorization', authorization);
  return {
    ...server,
    headers: { authorization, ...server.headers },
    secrets: [...server.secrets, token.replace(/^bearer /i, '')],
  };
}

/** A program of the older era may end when it is asked for its era, so a program that ended is started once more. */
async function connectProgram(
  module: McpClientModule,
  server: Reachable<'stdio'>,
  connecting: McpConnectOptions,
  options: McpConnectorOptions,
  maxMessageBytes: number,
): Promise<McpSession> {
  for (const era of ['auto', 'legacy'] as const) {
    const program = await startProgram(server);
    let hasEnded = false;
    const ended = program.ended.then(how => {
      hasEnded = true;
      return how;
    });
    let failure: McpFailure | undefined;
    const transport = programTransport(program, module.deserializeMessage, maxMessageBytes);
    const opened: Opened = {
      transport,
      why: () => ended,
      givenUp: () => failure,
      release: () => program.stop(),
      secrets: server.secrets,
    };
    transport.onerror = thrown => {
      if (thrown instanceof McpFailure) failure = thrown;
    };
    try {
      return await connectClient(module, opened, connecting, options, era);
    } catch (thrown) {
      connecting.signal?.throwIfAborted();
      const endedByItself = hasEnded;
      await program.stop();
      if (endedByItself && era === 'auto') continue;
      const words = [messageOf(thrown), endedByItself ? await ended : ''].filter(text => text !== '').join('; ');
      const shown = scrubber(server.secrets)(words);
      throw new McpFailure('unreachable', `${server.command} cannot be spoken to: ${shown}`, undefined, {
        cause: thrown,
      });
    }
  }
  throw new Error('both eras were tried');
}

/** A server that does not answer any more must not keep a program from ending. */
const farewellMs = 1_000;

async function openHttp(
  module: McpClientModule,
  server: Reachable<'http'>,
  guard: NetworkGuard,
  options: ConnectionsOptions,
  maxMessageBytes: number,
): Promise<Opened> {
  const url = new URL(server.url);
  if (options.proxies === undefined) await guard.check(...hostAndPort(url)); // says why before the client wraps it
  const { fetch, close } = await guardedFetch(guard, options);
  let failure: McpFailure | undefined;
  const transport = new module.StreamableHTTPClientTransport(url, {
    requestInit: { headers: { 'user-agent': 'capuchin', ...server.headers } },
    async fetch(address, init) {
      return boundedResponse(await fetch(address, init), maxMessageBytes, why => {
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
      await atMost(
        transport.terminateSession().catch(() => {}),
        farewellMs,
      );
      await transport.close();
      await atMost(close(), farewellMs);
    },
  };
}

async function connectClient(
  module: McpClientModule,
  { transport, why, givenUp, release, secrets }: Opened,
  { signal, onToolsChanged }: McpConnectOptions,
  { connectTimeoutMs = 60_000, version = '0' }: McpConnectorOptions,
  era: 'auto' | 'legacy',
): Promise<McpSession> {
  const client = new module.Client(
    { name: 'capuchin', version },
    clientOptions(era, Math.min(connectTimeoutMs, silenceMs), onToolsChanged),
  );
  const closed = new Promise<string | undefined>(resolve => {
    client.onclose = () => resolve(why());
  });
  const close = async () => {
    await release();
    await client.close();
  };
  try {
    await client.connect(transport, { timeout: connectTimeoutMs, ...(signal !== undefined && { signal }) });
  } catch (thrown) {
    await release();
    signal?.throwIfAborted();
    throw givenUp() ?? failureOf(thrown, module);
  }
  return clientSession(client, module, connectTimeoutMs, { closed, givenUp, close, secrets });
}

/** A program that says nothing for so long when asked for its era is of the older one. */
const silenceMs = 5_000;

function clientOptions(
  era: 'auto' | 'legacy',
  probeTimeoutMs: number,
  onToolsChanged: (() => void) | undefined,
): ClientOptions {
  const tools = { autoRefresh: false, debounceMs: 0, onChanged: () => onToolsChanged?.() };
  return {
    capabilities: {},
    versionNegotiation: { mode: era, probe: { timeoutMs: probeTimeoutMs } },
    inputRequired: { autoFulfill: false },
    ...(onToolsChanged !== undefined && { listChanged: { tools } }),
  };
}

/** A failure to connect, with what the user can do about it. */
function told(thrown: unknown, server: McpServer, url: string): unknown {
  if (!(thrown instanceof McpFailure)) return thrown;
  const { kind, httpStatus, message } = thrown;
  const cause = { cause: thrown };
  if (httpStatus === 401 || httpStatus === 403) {
    const variable = credentialVariable({ provider: new URL(url).hostname }, 'bearer');
    const more = server.kind === 'http' && server.headers !== undefined ? 'the headers that were sent' : variable;
    return new McpFailure('http', `${url} wants a credential (HTTP ${httpStatus}); see ${more}`, httpStatus, cause);
  }
  return new McpFailure(kind, `${url} cannot be spoken to: ${message}`, httpStatus, cause);
}
