import { type AddressInfo, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { calling, Home } from './command-line.js';

const script = fileURLToPath(new URL('../src/execution/mcp/fixtures/stdio-server.mjs', import.meta.url));
const command = `"${process.execPath}" "${script}"`;

describe('an MCP server', () => {
  it('is imported, shown and called', async () => {
    const home = new Home();
    const imported = await home.run('import', 'mcp', command, '--json');
    expect(imported.code, imported.stderr).toBe(0);
    expect(JSON.parse(imported.stdout)).toMatchObject({ operations: { imported: 13, refused: [] } });

    const shown = await home.run('show', 'sample_echo', '--json');
    expect(JSON.parse(shown.stdout)).toMatchObject({
      id: 'stdio-server/echo',
      description: 'Says it again.',
      effect: 'irreversible',
      invocation: { kind: 'mcp', tool: 'echo' },
    });

    const model = home.script(calling('sample_echo', { text: 'hello there' }));
    const refused = await home.run('ask', 'echo hello there', '--model', model);
    expect(refused.stderr).toMatch(/needs approval/);
    const model2 = home.script(calling('sample_echo', { text: 'hello there' }));
    const asked = await home.run('ask', 'echo hello there', '--model', model2, '--yes');
    expect(asked.stdout, asked.stderr).toContain('hello there');
  });

  it('is trusted about what only reads when it is asked for', async () => {
    const home = new Home();
    const again = ['import', 'mcp', command, '--collection', 'trusted'];
    expect((await home.run(...again)).stdout).toContain('13 added');
    expect((await home.run(...again)).stdout).toContain('13 unchanged');
    expect((await home.run(...again, '--trust-annotations')).stdout).toContain('1 changed, 12 unchanged');
    const model = home.script(calling('sample_echo', { text: 'hello there' }));
    const asked = await home.run('ask', 'echo hello there', '--model', model, '--read-only');
    expect(asked.stdout, asked.stderr).toContain('hello there');
  });

  it('at a private address is refused until its host is allowed', async () => {
    const home = new Home();
    const url = `http://127.0.0.1:${await closedPort()}/mcp`;
    const imported = await home.run('import', 'mcp', url);
    expect(imported).toMatchObject({ code: 1, stderr: expect.stringMatching(/127.0.0.1 is not a public address/) });
    const allowed = await home.run('import', 'mcp', url, '--allow-hosts', '127.0.0.1');
    expect(allowed).toMatchObject({ code: 1, stderr: expect.stringMatching(/ECONNREFUSED/) });
  });
});

/** A port that nobody listens on. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}
