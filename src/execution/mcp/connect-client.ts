import type { ClientOptions, Transport } from '@modelcontextprotocol/client';
import type { McpConnectOptions, McpSession } from '../../catalog/index.js';
import { clientSession, failureOf } from './client-session.js';
import type { McpClientModule } from './load-client.js';
import type { McpFailure } from './mcp-failure.js';

/** A transport, and how its connection ends. */
export interface OpenedTransport {
  readonly transport: Transport;
  /** Words about why the connection has ended, where there are any. */
  readonly why: () => Promise<string | undefined>;
  /** Why the connection was given up, when it was from this side. */
  readonly givenUp: () => McpFailure | undefined;
  readonly release: () => Promise<void>;
  readonly secrets: readonly string[];
}

export interface ConnectClientOptions extends McpConnectOptions {
  /** `auto`: the newest of the protocol's eras that the server speaks. `legacy`: the one before 2026-07-28. */
  readonly era: 'auto' | 'legacy';
  readonly timeoutMs: number;
  /** Ours, as servers are told. */
  readonly version: string;
}

/** A program that says nothing for so long when asked for its era is of the older one. */
const silenceMs = 5_000;

/** Speaks the protocol's first words on a transport, which is released when that fails. */
export async function connectClient(
  module: McpClientModule,
  { transport, why, givenUp, release, secrets }: OpenedTransport,
  options: ConnectClientOptions,
): Promise<McpSession> {
  const { signal, timeoutMs, version } = options;
  const client = new module.Client({ name: 'capuchin', version }, clientOptions(options));
  const closed = new Promise<string | undefined>(resolve => {
    client.onclose = () => resolve(why());
  });
  const close = async () => {
    await release();
    await client.close();
  };
  try {
    await client.connect(transport, { timeout: timeoutMs, ...(signal !== undefined && { signal }) });
  } catch (thrown) {
    await release();
    signal?.throwIfAborted();
    throw givenUp() ?? failureOf(thrown, module);
  }
  return clientSession(client, module, timeoutMs, { closed, givenUp, close, secrets });
}

function clientOptions({ era, timeoutMs, onToolsChanged }: ConnectClientOptions): ClientOptions {
  const tools = { autoRefresh: false, debounceMs: 0, onChanged: () => onToolsChanged?.() };
  return {
    capabilities: {},
    versionNegotiation: { mode: era, probe: { timeoutMs: Math.min(timeoutMs, silenceMs) } },
    inputRequired: { autoFulfill: false },
    ...(onToolsChanged !== undefined && { listChanged: { tools } }),
  };
}
