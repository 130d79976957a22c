import { CapuchinError, fingerprint, messageOf } from '../../base/index.js';
import { collectionNameFrom } from '../collection-name.js';
import type { Importer, ImportItem, ImportOptions } from '../importer.js';
import type { ConfiguredServer } from './mcp-config.js';
import type { McpSession } from './mcp-session.js';
import { type McpSource, mcpSource, sourceName } from './mcp-source.js';
import { type ListingServer, toolItem } from './tool-draft.js';

/** The tools of servers of the Model Context Protocol. Importing a command line starts the program. */
export const mcpImporter: Importer = {
  name: 'mcp',
  accepts:
    'a command line that starts a server, the http(s) address of one, or a file that configures servers (mcp.json, mcp.json#name)',
  defaultCollection: source => collectionNameFrom(sourceName(source)),
  async *read(source, options: ImportOptions = {}) {
    const found = await mcpSource(source);
    for (const each of found.servers) {
      options.signal?.throwIfAborted();
      yield* found.several ? readOneOfSeveral(each, found, options) : readServer(each, found, options);
    }
  },
};

/** One server that cannot be reached must not keep the others out, nor take away what it offered before. */
async function* readOneOfSeveral(
  configured: ConfiguredServer,
  found: McpSource,
  options: ImportOptions,
): AsyncGenerator<ImportItem, void, void> {
  const { name } = configured;
  const items: ImportItem[] = [];
  try {
    for await (const item of readServer(configured, found, options)) items.push(item);
  } catch (thrown) {
    if (!(thrown instanceof CapuchinError)) throw thrown;
    yield { kind: 'document', name, hash: '', unchanged: true };
    const reason = `${messageOf(thrown)}; tools that were imported before stay as they were`;
    yield { kind: 'refused', source: { uri: uriOf(configured), pointer: name }, reason };
    return;
  }
  yield { kind: 'document', name, hash: fingerprint(items) };
  yield* items;
}

async function* readServer(
  configured: ConfiguredServer,
  { named, several }: McpSource,
  { connectMcp, trustAnnotations = false, signal }: ImportOptions,
): AsyncGenerator<ImportItem, void, void> {
  if ('refused' in configured)
    throw new CapuchinError('unreadable-source', `${configured.name}: ${configured.refused}`);
  if (connectMcp === undefined) throw new CapuchinError('unreadable-source', 'servers cannot be reached from here');
  const { server, name } = configured;
  const session = await connectMcp(server, signal === undefined ? {} : { signal });
  try {
    const from: ListingServer = {
      server,
      label: named ? name : (session.name ?? name),
      provider: server.kind === 'http' ? new URL(server.url).hostname : name,
      ...(session.instructions !== undefined && { instructions: session.instructions }),
      keyPrefix: several ? `${name}/` : '',
      trusted: trustAnnotations,
      uri: uriOf(configured),
    };
    yield* toolItems(session, from, signal);
  } finally {
    await session.close();
  }
}

async function* toolItems(
  session: McpSession,
  from: ListingServer,
  signal: AbortSignal | undefined,
): AsyncGenerator<ImportItem, void, void> {
  const keys = new Set<string>();
  for await (const page of session.tools(signal)) {
    for (const tool of page) {
      const item = toolItem(tool, from);
      const isKnown = item.kind === 'api' && keys.has(item.draft.key);
      if (item.kind === 'api') keys.add(item.draft.key);
      yield isKnown
        ? { kind: 'refused', source: item.draft.source, reason: 'the server lists another tool of this name' }
        : item;
    }
  }
}

/** Where a server is, for people to read; no values are in it. */
function uriOf(configured: ConfiguredServer): string {
  if ('refused' in configured) return configured.name;
  const { server } = configured;
  return server.kind === 'http' ? server.url : [server.command, ...server.arguments].join(' ');
}
