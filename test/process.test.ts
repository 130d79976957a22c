import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { calling, Home } from './command-line.js';

const main = join(import.meta.dirname, '../dist/cli/main.js');

/** A function that says when it runs by making a file, and then never ends. */
const endless = `import { writeFileSync } from 'node:fs';
export const wait = { name: 'wait', description: 'Waits for ever.', effect: 'read',
  parameters: { type: 'object', properties: { sign: { type: 'string' } } },
  run: ({ sign }) => { writeFileSync(sign, ''); return new Promise(() => setInterval(() => {}, 1000)); } };`;

async function askEndlessly() {
  const home = new Home();
  await home.run('import', 'functions', home.file('endless.mjs', endless), '-c', 'endless');
  const sign = join(home.folder, 'running');
  const model = home.script(calling('wait', { sign }));
  const child = spawn(process.execPath, [main, 'ask', '-c', 'endless', '--model', model, 'wait for ever'], {
    cwd: home.folder,
    env: home.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', chunk => {
    stderr += chunk;
  });
  await expect.poll(() => existsSync(sign), { timeout: 20_000 }).toBe(true);
  return { home, child, stderr: () => stderr };
}

function ended(child: ChildProcess): Promise<{ code: number | null; signal: string | null }> {
  return new Promise(resolve => child.once('close', (code, signal) => resolve({ code, signal })));
}

function runLines(home: Home): { type: string; outcome?: string }[] {
  const folder = join(home.folder, 'data/runs');
  const [file] = readdirSync(folder);
  return readFileSync(join(folder, file!), 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
}

describe('a process', () => {
  beforeAll(() => {
    if (!existsSync(main)) throw new Error('dist is missing: npm run build');
  });

  it('ends with 130 on Ctrl-C in the middle of a call, and keeps everything until then', async () => {
    const { home, child, stderr } = await askEndlessly();
    const end = ended(child);
    child.kill('SIGINT');
    expect(await end).toEqual({ code: 130, signal: null });
    expect(stderr()).toContain('interrupted');
    const events = runLines(home);
    expect(events.map(event => event.type)).toContain('call-start');
    expect(events.at(-1)).toMatchObject({ type: 'run-end', outcome: 'interrupted' });
  });

  it('loses nothing that had finished when it is killed', async () => {
    const { home, child } = await askEndlessly();
    const end = ended(child);
    child.kill('SIGKILL');
    await end;
    expect(runLines(home).at(-1)?.type).toBe('call-start');
    const shown = await home.run('runs', 'show', 'last');
    expect(shown.stdout).toContain('call wait(');
    expect(shown.stderr).toContain('never ended');
    expect((await home.run('runs')).stdout).toContain('unfinished');
  });

  it('writes results to stdout only, without colours in a pipe', async () => {
    const home = new Home();
    const child = spawn(process.execPath, [main, 'search', 'ascii art', '-k', '2'], {
      env: home.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    child.stdout.on('data', chunk => {
      stdout += chunk;
    });
    expect(await ended(child)).toEqual({ code: 0, signal: null });
    expect(stdout.trim().split('\n')).toHaveLength(6); // two lines a hit, and how likely it is that one fits
    expect(stdout).not.toMatch(/\x1b/);
  });
});
