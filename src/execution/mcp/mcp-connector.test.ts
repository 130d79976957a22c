import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { isJsonObject, type JsonObject } from '../../base/index.js';
import type { McpConnectOptions, McpServer, McpSession } from '../../catalog/index.js';
import { type McpConnectorOptions, mcpConnector } from './mcp-connector.js';
import { type SampleSite, sampleProgram, sampleSite } from './sample-servers.contract.js';

const open: McpSession[] = [];
const sites: SampleSite[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map(session => session.close()));
  await Promise.all(sites.splice(0).map(site => site.close()));
});

async function connected(server: McpServer, options: McpConnectorOptions = {}, connecting: McpConnectOptions = {}) {
  const session = await mcpConnector({ allowHosts: ['127.0.0.1'], ...options })(server, connecting);
  open.push(session);
  return session;
}

async function site(options?: Parameters<typeof sampleSite>[0]): Promise<SampleSite> {
  const made = await sampleSite(options);
  sites.push(made);
  return made;
}

async function toolNames(session: McpSession): Promise<string[]> {
  const names: string[] = [];
  for await (const page of session.tools()) {
    for (const tool of page) names.push(isJsonObject(tool) ? String(tool['name']) : '?');
  }
  return names;
}

async function call(session: McpSession, name: string, args: JsonObject = {}): Promise<JsonObject> {
  const tool = { name, inputSchema: { type: 'object' } };
  return session.call(tool, args, { signal: new AbortController().signal, timeoutMs: 20_000 });
}

const asFileOf = (flags: readonly string[]) => async () => ({ server: sampleProgram(...flags) });
const asSite = (old: boolean) => async () => ({ server: { kind: 'http', url: (await site({ old })).url } as const });

describe.each([
  ['a program', asFileOf([])],
  ['a program of the older era', asFileOf(['--old'])],
  ['a program that ends when asked for its era', asFileOf(['--fragile'])],
  ['a program that prints among its messages', asFileOf(['--noisy'])],
  ['an address', asSite(false)],
  ['an address of the older era', asSite(true)],
])('%s', (_, make) => {
  it('is spoken to', async () => {
    const { server } = await make();
    const session = await connected(server);
    expect([session.name, session.instructions]).toEqual(['sample', 'For <i>tests</i> only.']);
    expect(await toolNames(session)).toContain('echo');
    expect(await call(session, 'echo', { text: 'hi' })).toMatchObject({ structuredContent: { text: 'hi' } });
  });
});

describe('a list of 10,000 tools', () => {
  it.each([
    ['a program', async () => sampleProgram('--tools', '10000')],
    ['an address', async () => ({ kind: 'http', url: (await site({ extraTools: 10_000 })).url }) as const],
  ])('is read page by page from %s', async (_, make) => {
    const names = await toolNames(await connected(await make()));
    expect(names.length).toBeGreaterThan(10_000);
    expect(new Set(names).size).toBe(names.length);
    expect(names.at(-1)).toBe('extra_9999');
  });
});

describe('a list that changes', () => {
  it.each([
    ['a program', asFileOf([])],
    ['a program of the older era', asFileOf(['--old'])],
    ['an address', asSite(false)],
  ])('is told of by %s', async (_, make) => {
    const { server } = await make();
    let tell = () => {};
    const told = new Promise<void>(resolve => {
      tell = resolve;
    });
    const session = await connected(server, {}, { onToolsChanged: tell });
    await call(session, 'change');
    await told;
    expect(await toolNames(session)).toContain('later');
  });
});

describe('a program', () => {
  it('gets the usual few variables and those it names, from its file first', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'capuchin-mcp-')), 'mcp.json');
    const env = { TOKEN: `\${NOTES_TOKEN}`, LEVEL: 'debug' };
    writeFileSync(file, JSON.stringify({ mcpServers: { sample: { command: 'x', env } } }));
    const values: Record<string, string> = {
      NOTES_TOKEN: 'abcdefgh',
      OTHER: 'from outside',
      SECRET: 'kept',
      HOME: '/home',
    };
    const server = {
      ...sampleProgram(),
      environment: ['LEVEL', 'OTHER', 'TOKEN'],
      configured: { file, server: 'sample' },
    };
    const session = await connected(server, { environment: name => values[name] });
    const { content } = await call(session, 'environment');
    const [{ text }] = content as unknown as [{ text: string }];
    expect(JSON.parse(text)).toEqual({ HOME: '/home', LEVEL: 'debug', OTHER: 'from outside', TOKEN: 'abcdefgh' });
    expect(session.secrets).toEqual(['from outside', 'abcdefgh']);
  });

  it('is not started without a variable it needs', async () => {
    const server = { ...sampleProgram(), environment: ['API_TOKEN'] };
    await expect(connected(server)).rejects.toMatchObject({ code: 'missing-variable', variable: 'API_TOKEN' });
  });

  it('that cannot be spoken to says why, without secrets', async () => {
    const broken = { ...sampleProgram('--broken'), environment: ['TOKEN'] };
    const connecting = connected(broken, { environment: () => 'very-secret' });
    await expect(connecting).rejects.toThrow(/ended with status 7: no configuration; token was \[secret\]$/);
    const missing = { ...sampleProgram(), command: 'no-such-program' };
    await expect(connected(missing)).rejects.toThrow(/no-such-program .* cannot be started: .*ENOENT/);
    const silent = { ...sampleProgram(), arguments: ['-e', 'setInterval(() => {}, 1000)'] };
    await expect(connected(silent, { connectTimeoutMs: 300 })).rejects.toThrow(/cannot be spoken to/);
  });

  it('ends with its connection, and so does what it started', async () => {
    const log = join(mkdtempSync(join(tmpdir(), 'capuchin-mcp-')), 'log');
    const session = await connected(sampleProgram('--log', log));
    const { content } = await call(session, 'children');
    const child = Number((content as unknown as [{ text: string }])[0].text);
    const program = Number(/started (\d+)/.exec(readFileSync(log, 'utf8'))?.[1]);
    expect([isRunning(program), isRunning(child)]).toEqual([true, true]);
    await session.close();
    await expect.poll(() => [isRunning(program), isRunning(child)], { timeout: 20_000 }).toEqual([false, false]);
  });

  it('is ended when it sends more than can be read', async () => {
    const session = await connected(sampleProgram(), { maxMessageBytes: 100_000 });
    await expect(call(session, 'huge', { bytes: 200_000 })).rejects.toThrow(/message of more than 100000 bytes/);
    await session.closed;
  });
});

describe('an address', () => {
  it('is refused when it is private and not allowed', async () => {
    const server = { kind: 'http', url: (await site()).url } as const;
    await expect(connected(server, { allowHosts: [] })).rejects.toMatchObject({ code: 'address-refused' });
  });

  it('gets a bearer token, and no one else does', async () => {
    const { url, headers } = await site();
    await connected({ kind: 'http', url }, { bearer: address => (address === url ? 'token-123' : undefined) });
    expect(new Set(headers.map(each => each.authorization))).toEqual(new Set(['Bearer token-123']));

    const elsewhere = await site();
    const redirecting = await site();
    redirecting.answerWith(307, { location: elsewhere.url });
    await expect(connected({ kind: 'http', url: redirecting.url }, { bearer: () => 'token-123' })).rejects.toThrow();
    expect(elsewhere.headers).toEqual([]);
  });

  it('gets the headers its file names', async () => {
    const { url, headers } = await site();
    const file = join(mkdtempSync(join(tmpdir(), 'capuchin-mcp-')), 'mcp.json');
    writeFileSync(file, JSON.stringify({ servers: { sample: { url, headers: { 'X-Key': `k-\${KEY}` } } } }));
    const server = { kind: 'http', url, headers: ['X-Key'], configured: { file, server: 'sample' } } as const;
    await connected(server, { environment: name => (name === 'KEY' ? '12345678' : undefined) });
    expect(headers[0]?.['x-key']).toBe('k-12345678');
  });

  it('that wants a credential says where it is looked for', async () => {
    const { url, answerWith } = await site();
    answerWith(401);
    await expect(connected({ kind: 'http', url })).rejects.toThrow(
      /wants a credential \(HTTP 401\); see CAPUCHIN_KEY_127_0_0_1_BEARER/,
    );
  });

  it('is given up when it sends more than can be read', async () => {
    const session = await connected({ kind: 'http', url: (await site()).url }, { maxMessageBytes: 100_000 });
    await expect(call(session, 'huge', { bytes: 200_000 })).rejects.toThrow(/message of more than 100000 bytes/);
  });
});

/** Whether a process is there and has not ended; what has ended may wait to be noticed by its parent. */
function isRunning(pid: number): boolean {
  const state = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
  return state !== '' && !state.startsWith('Z');
}
