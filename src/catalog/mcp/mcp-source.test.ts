import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readConfiguredValues } from './mcp-config.js';
import { mcpSource, sourceName } from './mcp-source.js';

const folder = resolve('.');
/** A reference to a variable, as sources write it. */
const variable = (name: string) => `\${${name}}`;

describe('a source of tools', () => {
  it('is a command line, with the names of the variables it gets', async () => {
    expect(
      await mcpSource(
        `B=$B API_TOKEN=${variable('API_TOKEN')} npx -y "@example/server notes" --token ${variable('API_TOKEN')}`,
      ),
    ).toEqual({
      servers: [
        {
          name: 'server notes',
          server: {
            kind: 'stdio',
            command: 'npx',
            arguments: ['-y', '@example/server notes', '--token', variable('API_TOKEN')],
            folder,
            environment: ['API_TOKEN', 'B'],
          },
        },
      ],
      named: false,
      several: false,
    });
  });

  it('is an address', async () => {
    expect(await mcpSource('https://mcp.example.com/mcp')).toEqual({
      servers: [{ name: 'example.com', server: { kind: 'http', url: 'https://mcp.example.com/mcp' } }],
      named: false,
      several: false,
    });
  });

  it.each([
    ['TOKEN=abc node server.mjs', /values are not stored; set TOKEN/],
    ['TOKEN=$OTHER node server.mjs', /values are not stored/],
    ['A=$A', /command that starts the server is missing/],
    ['', /command that starts the server is missing/],
    ['https://user:secret@example.com/mcp', /would be stored/],
  ])('is not %s', async (source, problem) => {
    await expect(mcpSource(source)).rejects.toThrow(problem);
  });

  it.each([
    ['npx -y @example/server-notes@1.2.0 --root /', 'server-notes'],
    ['node ./build/weather.mjs', 'weather'],
    ['uvx mcp-server-time --local-timezone Europe/Oslo', 'mcp-server-time'],
    ['python -m', 'python'],
    ['docker run -i --rm mcp/fetch', 'fetch'],
    ['C:\\tools\\notes.exe', 'notes'],
    ['https://api.example.com/mcp', 'example.com'],
    ['http://127.0.0.1:9000/mcp', '127.0.0.1'],
    ['./team/mcp.json', 'mcp'],
    ['./team/mcp.json#github', 'github'],
  ])('%s is called %s', (source, name) => {
    expect(sourceName(source)).toBe(name);
  });
});

describe('a file that configures servers', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'capuchin-mcp-')), 'mcp.json');
  beforeAll(() => {
    const mcpServers = {
      notes: {
        command: 'node',
        args: ['notes.mjs'],
        env: { TOKEN: variable('NOTES_TOKEN'), LEVEL: 'debug', COUNT: 3 },
        cwd: '/srv',
      },
      plain: { command: 'plain' },
      remote: { type: 'http', url: 'https://example.com/mcp', headers: { 'X-Key': 'abc' } },
      old: { type: 'sse', url: 'https://example.com/sse' },
      strange: { command: 'x', args: 'y' },
      empty: {},
      local: { url: 'file:///x' },
      none: 7,
    };
    writeFileSync(file, `\uFEFF${JSON.stringify({ mcpServers })}`);
  });

  it('names them in its order, says why some cannot be used, and keeps no values', async () => {
    expect(await mcpSource(file)).toEqual({
      servers: [
        {
          name: 'notes',
          server: {
            kind: 'stdio',
            command: 'node',
            arguments: ['notes.mjs'],
            folder: '/srv',
            environment: ['LEVEL', 'TOKEN'],
            configured: { file, server: 'notes' },
          },
        },
        { name: 'plain', server: { kind: 'stdio', command: 'plain', arguments: [], folder } },
        {
          name: 'remote',
          server: {
            kind: 'http',
            url: 'https://example.com/mcp',
            headers: ['X-Key'],
            configured: { file, server: 'remote' },
          },
        },
        { name: 'old', refused: 'it speaks the older SSE transport; only streamable HTTP is spoken here' },
        { name: 'strange', refused: 'its args are not a list of texts' },
        { name: 'empty', refused: 'it has neither a command nor a url' },
        { name: 'local', refused: 'its url is not an http(s) address: file:///x' },
        { name: 'none', refused: 'it is not an object' },
      ],
      named: true,
      several: true,
    });
  });

  it('gives one of them by its name', async () => {
    const { servers, several } = await mcpSource(`${file}#plain`);
    expect({ names: servers.map(each => each.name), several }).toEqual({ names: ['plain'], several: false });
    await expect(mcpSource(`${file}#plane`)).rejects.toThrow(
      /no server in .* named "plane" \(did you mean plain\?\)|plain/,
    );
  });

  it('has the values when a server is reached', async () => {
    expect(await readConfiguredValues(file, 'notes')).toEqual({
      environment: { TOKEN: variable('NOTES_TOKEN'), LEVEL: 'debug' },
      headers: {},
    });
    expect(await readConfiguredValues(file, 'remote')).toEqual({ environment: {}, headers: { 'X-Key': 'abc' } });
    expect(await readConfiguredValues(file, 'toString')).toEqual({ environment: {}, headers: {} });
    expect(await readConfiguredValues(`${file}.gone`, 'notes')).toEqual({ environment: {}, headers: {} });
  });

  it('is refused when it is none', async () => {
    await expect(mcpSource(`${file}.json`)).rejects.toMatchObject({ code: 'unreadable-source' });
  });
});
