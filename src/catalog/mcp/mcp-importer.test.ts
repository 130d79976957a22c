import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CapuchinError, systemClock } from '../../base/index.js';
import type { ApiDraft } from '../api.js';
import type { ImportItem, ImportOptions } from '../importer.js';
import { openStore } from '../store/store.js';
import { mcpImporter } from './mcp-importer.js';
import type { ConnectMcp } from './mcp-session.js';

/** A connection to a server that lists these pages. */
function listing(pages: readonly (readonly unknown[])[], closes: string[] = []): ConnectMcp {
  return async server => ({
    name: 'Notes',
    instructions: 'Use <b>sparingly</b>.',
    secrets: [],
    async *tools() {
      yield* pages;
    },
    call: () => Promise.reject(new Error('not called by imports')),
    closed: new Promise(() => {}),
    async close() {
      closes.push(server.kind);
    },
  });
}

async function items(source: string, options: ImportOptions): Promise<ImportItem[]> {
  const found: ImportItem[] = [];
  for await (const item of mcpImporter.read(source, options)) found.push(item);
  return found;
}

const add = {
  name: 'add_note',
  title: 'Add a note',
  description: 'Adds a <b>note</b>.',
  inputSchema: { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] },
  outputSchema: { type: 'object', properties: { id: { type: 'string' } } },
};
const list = {
  name: 'notes.list',
  inputSchema: { type: 'object' },
  annotations: { readOnlyHint: true, title: 'List' },
};

describe('tools of a server', () => {
  it('are imported with everything the server says of them, and irreversible', async () => {
    const closes: string[] = [];
    const server = { kind: 'http', url: 'https://mcp.example.com/mcp' } as const;
    const common = {
      provider: 'mcp.example.com',
      tool: 'Notes',
      toolDescription: 'Use sparingly.',
      category: 'mcp',
      effect: 'irreversible',
      examples: [],
    } as const;
    expect(await items(server.url, { connectMcp: listing([[add], [list]], closes) })).toEqual([
      {
        kind: 'api',
        draft: {
          ...common,
          key: 'add_note',
          baseName: 'notes_add_note',
          title: 'add_note',
          description: 'Adds a note.',
          parameters: add.inputSchema,
          returns: add.outputSchema,
          source: { uri: server.url, pointer: 'add_note' },
          invocation: { kind: 'mcp', server, tool: 'add_note' },
        } satisfies ApiDraft,
      },
      {
        kind: 'api',
        draft: {
          ...common,
          key: 'notes.list',
          baseName: 'notes_list',
          title: 'notes.list',
          description: 'List',
          parameters: { type: 'object' },
          source: { uri: server.url, pointer: 'notes.list' },
          invocation: { kind: 'mcp', server, tool: 'notes.list' },
        } satisfies ApiDraft,
      },
    ]);
    expect(closes).toEqual(['http']);
  });

  it('only read when their server says so and is trusted to', async () => {
    const drafts = await items('node notes.mjs', { connectMcp: listing([[add, list]]), trustAnnotations: true });
    const effects = drafts.map(item => item.kind === 'api' && [item.draft.effect, item.draft.invocation]);
    expect(effects).toMatchObject([
      ['irreversible', { tool: 'add_note' }],
      ['read', { tool: 'notes.list', readOnly: true }],
    ]);
  });

  it('are refused one by one, with the reason', async () => {
    const tools = [
      7,
      { name: '' },
      { name: 'x'.repeat(200), inputSchema: {} },
      { name: 'a b', inputSchema: {} },
      { name: 'bad', inputSchema: { type: 'string' } },
      list,
      list,
    ];
    const found = await items('node notes.mjs', { connectMcp: listing([tools]) });
    expect(found.map(item => (item.kind === 'refused' ? item.reason : item.kind))).toEqual([
      'a tool without a name',
      'a tool without a name',
      'its name has more than 128 characters',
      'its name has characters other than printable ASCII ones',
      'its input schema cannot be used: its type is not "object"',
      'api',
      'the server lists another tool of this name',
    ]);
  });

  it('cannot be read from a server that cannot be reached, and the connection is closed when reading stops', async () => {
    const connectMcp = () => Promise.reject(new CapuchinError('mcp-unreachable', 'it did not start'));
    await expect(items('node notes.mjs', { connectMcp })).rejects.toThrow('it did not start');
    await expect(items('node notes.mjs', {})).rejects.toMatchObject({ code: 'unreadable-source' });
    const closes: string[] = [];
    for await (const item of mcpImporter.read('node notes.mjs', { connectMcp: listing([[add, list]], closes) })) {
      expect(item.kind).toBe('api');
      break;
    }
    expect(closes).toEqual(['stdio']);
  });

  it('of several servers are kept apart, and stay when their server cannot be reached', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'capuchin-mcp-')), 'mcp.json');
    const mcpServers = { one: { command: 'one' }, two: { command: 'two' }, three: { url: 'ftp://x' } };
    writeFileSync(file, JSON.stringify({ mcpServers }));
    const { now } = systemClock;
    const store = openStore(join(dirname(file), 'catalog.db'), { now });
    const reachable = new Set(['one', 'two']);
    const connectMcp: ConnectMcp = (server, options) => {
      if (server.kind === 'stdio' && reachable.has(server.command)) return listing([[list]])(server, options);
      return Promise.reject(new CapuchinError('mcp-unreachable', 'it did not start'));
    };
    const source = { name: 'mcp', importer: 'mcp', source: file };
    const first = await store.import(source, mcpImporter.read(file, { connectMcp }));
    expect(first).toMatchObject({ added: 2, refused: [{ reason: expect.stringMatching(/^three: its url is not/) }] });
    reachable.delete('two');
    const second = await store.import(source, mcpImporter.read(file, { connectMcp }));
    expect(second).toMatchObject({ added: 0, unchanged: 2, removed: 0 });
    expect(second.refused.map(({ reason }) => reason)).toContain(
      'it did not start; tools that were imported before stay as they were',
    );
    expect([...store.apis('mcp')].map(({ id }) => id)).toEqual(['mcp/one/notes.list', 'mcp/two/notes.list']);
    store.close();
  });
});
