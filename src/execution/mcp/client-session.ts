import type { Client, ListToolsResult, RequestOptions, StandardSchemaV1 } from '@modelcontextprotocol/client';
import { CapuchinError, isJsonObject, type JsonObject, type JsonValue } from '../../base/index.js';
import type { McpSession } from '../../catalog/index.js';
import type { McpClientModule } from './load-client.js';
import { McpFailure } from './mcp-failure.js';

const maxPages = 1_000;
const maxTools = 100_000;

/** What a session needs besides its client. */
export interface SessionEnds {
  /** Settles when the connection has ended, with words about why where there are any. */
  readonly closed: Promise<string | undefined>;
  /** Why the connection was given up, when it was from this side. */
  readonly givenUp: () => McpFailure | undefined;
  readonly close: () => Promise<void>;
  readonly secrets: readonly string[];
}

/** A connected client, as importers and executors use it. */
export function clientSession(
  client: Client,
  module: McpClientModule,
  listTimeoutMs: number,
  { closed, givenUp, close, secrets }: SessionEnds,
): McpSession {
  const failures = <T>(work: Promise<T>): Promise<T> =>
    work.catch((thrown: unknown) => {
      throw givenUp() ?? failureOf(thrown, module);
    });
  const version = client.getServerVersion();
  const name = [version?.title, version?.name].find(text => typeof text === 'string' && text.trim() !== '');
  const instructions = client.getInstructions();
  return {
    ...(name !== undefined && { name }),
    ...(typeof instructions === 'string' && { instructions }),
    async *tools(signal) {
      if (client.getServerCapabilities()?.tools === undefined) return;
      const cursors = new Set<string>();
      let cursor: string | undefined;
      let count = 0;
      do {
        const options = { timeout: listTimeoutMs, ...(signal !== undefined && { signal }) };
        const page: JsonObject = await failures(listPage(client, cursor, options));
        const { tools, nextCursor } = page;
        if (!Array.isArray(tools)) throw new McpFailure('unusable', 'the server sent a list of tools that is none');
        yield tools as readonly JsonValue[];
        count += tools.length;
        cursor = typeof nextCursor === 'string' ? nextCursor : undefined;
        if (cursor === undefined) return;
        if (cursors.has(cursor) || cursors.size === maxPages || count > maxTools) {
          throw new CapuchinError('too-many-tools', `the server's list of tools does not end (${count} tools so far)`);
        }
        cursors.add(cursor);
      } while (cursor !== undefined);
    },
    async call(tool, args, { signal, timeoutMs }) {
      const definition = { name: String(tool['name']), inputSchema: tool['inputSchema'] as ListedTool['inputSchema'] };
      const called = client.callTool(
        { name: definition.name, arguments: { ...args } },
        // Given without its output schema: replies are shown as they come, not compiled against what a server sends.
        { toolDefinition: definition, signal, timeout: timeoutMs },
      );
      return (await failures(called)) as unknown as JsonObject;
    },
    secrets,
    closed,
    close,
  };
}

type ListedTool = ListToolsResult['tools'][number];

/** Lets any object through: each tool is checked on its own, so that a strange one does not keep the others out. */
const anyObject: StandardSchemaV1<unknown, JsonObject> = {
  '~standard': {
    version: 1,
    vendor: 'capuchin',
    validate: value => (isJsonObject(value) ? { value } : { issues: [{ message: 'not an object' }] }),
  },
};

function listPage(client: Client, cursor: string | undefined, options: RequestOptions): Promise<JsonObject> {
  const params = cursor === undefined ? {} : { cursor };
  return client.request({ method: 'tools/list', params }, anyObject, options);
}

/** Anything the client throws, in our words. */
export function failureOf(
  thrown: unknown,
  { SdkError, SdkErrorCode, SdkHttpError, ProtocolError, UnauthorizedError }: McpClientModule,
): Error {
  if (thrown instanceof CapuchinError) return thrown;
  const cause = { cause: thrown };
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (thrown instanceof UnauthorizedError) return new McpFailure('http', 'the server wants a credential', 401, cause);
  if (thrown instanceof ProtocolError) return new McpFailure('refused', message, undefined, cause);
  if (thrown instanceof SdkHttpError) {
    return new McpFailure(thrown.status === 404 ? 'expired' : 'http', message, thrown.status, cause);
  }
  if (!(thrown instanceof SdkError)) return new McpFailure('unreachable', innermost(thrown), undefined, cause);
  switch (thrown.code) {
    case SdkErrorCode.ConnectionClosed:
    case SdkErrorCode.NotConnected:
    case SdkErrorCode.SendFailed:
      return new McpFailure('ended', 'the connection ended', undefined, cause);
    case SdkErrorCode.UnsupportedResultType:
    case SdkErrorCode.InputRequiredRoundsExceeded:
      return new McpFailure('refused', 'it asks for input of a kind that cannot be given here', undefined, cause);
    case SdkErrorCode.EraNegotiationFailed:
    case SdkErrorCode.RequestTimeout:
      return new McpFailure('unreachable', innermost(thrown), undefined, cause);
    default:
      return new McpFailure('unusable', message, undefined, cause);
  }
}

/** `fetch failed` says nothing; what it was caused by does. */
function innermost(thrown: unknown): string {
  let error = thrown;
  while (error instanceof Error && error.cause instanceof Error) error = error.cause;
  return error instanceof Error ? error.message : String(error);
}
