import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { calling, Home } from './command-line.js';

const main = join(import.meta.dirname, '../dist/cli/main.js');
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

describe('a program that was started for a call', () => {
  it.each(['SIGTERM', 'SIGKILL'] as const)('ends when the process ends by %s', async signal => {
    const home = new Home();
    const log = join(home.folder, 'log');
    await home.run('import', 'mcp', `${command} --log "${log}"`);
    const child = spawn(process.execPath, [main, 'call', 'sample_slow', '--yes'], {
      cwd: home.folder,
      env: home.env,
      stdio: 'ignore',
    });
    await expect.poll(() => readFileSync(log, 'utf8'), { timeout: 20_000 }).toContain('called slow');
    const pids = [...readFileSync(log, 'utf8').matchAll(/started (\d+)/g)].map(([, pid]) => Number(pid));
    child.kill(signal);
    await expect.poll(() => pids.filter(isRunning), { timeout: 10_000 }).toEqual([]);
  });
});

/** Whether a process is there and has not ended; what has ended may wait to be noticed by its parent. */
function isRunning(pid: number): boolean {
  const state = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
  return state !== '' && !state.startsWith('Z');
}

/** A port that nobody listens on. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}
