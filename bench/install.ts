// What installing takes: the whole clone with its development tools, and the packed package as its users install it.
import { execFileSync } from 'node:child_process';
import { cpSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { report } from './machine.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'capuchin-install-'));
const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
const npm = (cwd: string, ...args: string[]) =>
  execFileSync('npm', args, { cwd, stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' });

function seconds(work: () => void): number {
  const startedAt = performance.now();
  work();
  return (performance.now() - startedAt) / 1_000;
}

/** Space the files take on disk, links not followed. */
function bytesOn(path: string): number {
  const entry = lstatSync(path);
  if (!entry.isDirectory()) return entry.blocks * 512;
  return readdirSync(path).reduce((sum, name) => sum + bytesOn(join(path, name)), entry.blocks * 512);
}

const clone = join(folder, 'clone');
mkdirSync(clone);
for (const name of ['package.json', 'package-lock.json', '.npmrc']) cpSync(join(root, name), join(clone, name));
const everything = seconds(() => npm(clone, 'ci', ...quiet));

const packed = npm(root, 'pack', '--ignore-scripts', '--silent', '--pack-destination', folder)
  .trim()
  .split('\n')
  .at(-1)!;
const user = join(folder, 'user');
mkdirSync(user);
writeFileSync(join(user, 'package.json'), '{"private": true}');
const production = seconds(() => npm(user, 'install', ...quiet, join(folder, packed)));
const size = bytesOn(join(user, 'node_modules')) / 1e6;
const packages = npm(user, 'ls', '--all', '--parseable').trim().split('\n').length - 1;
rmSync(folder, { recursive: true });

report('install', [
  { what: 'npm ci, development tools included', value: everything, unit: 's', target: '<= 60' },
  { what: 'production install of the packed package', value: production, unit: 's' },
  { what: 'its size on disk', value: size, unit: 'MB', target: '<= 90' },
  { what: 'packages in it', value: packages, unit: '' },
]);
