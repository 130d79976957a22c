import type { JsonObject } from '../../base/index.js';
import type { McpServer } from '../api.js';

/** Reaches a server of the Model Context Protocol; rejects with `CapuchinError` when it cannot. */
export type ConnectMcp = (server: McpServer, options?: McpConnectOptions) => Promise<McpSession>;

export interface McpConnectOptions {
  readonly signal?: AbortSignal;
  /** Told when the server says that its list of tools has changed. */
  readonly onToolsChanged?: () => void;
}

/** A connection to a server. What the server says is untrusted. */
export interface McpSession {
  /** What the server calls itself, when it says so. */
  readonly name?: string;
  /** How its tools are meant to be used, in its own words. */
  readonly instructions?: string;
  /** Values it was given that must not be shown. */
  readonly secrets: readonly string[];
  /** Every tool it offers now, page by page, as it sent them. Rejects with `too-many-tools` when the list does not end. */
  tools(signal?: AbortSignal): AsyncGenerator<readonly unknown[], void, void>;
  /** Calls a tool and gives its reply as it was sent. `tool` is the tool as the server listed it. */
  call(tool: JsonObject, args: JsonObject, options: { signal: AbortSignal; timeoutMs: number }): Promise<JsonObject>;
  /** Settles when the connection has ended, whoever ended it; with words about why, where the server left any. */
  readonly closed: Promise<string | undefined>;
  /** Ends the connection, and with it the program that was started for it and all that it started. */
  close(): Promise<void>;
}
