// Makes a fresh clone runnable: installs when node_modules is missing or older than the lock file, builds when dist is
// older than src. Uses nothing that must be installed first, and is silent when nothing needs doing.
import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Capuchin needs Node 20.19 or newer; this is ${process.versions.node}.`);
}

if (modifiedAt('node_modules/.package-lock.json') < modifiedAt('package-lock.json')) {
  await run('installing packages (npm ci)', npm(), ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
}
// npm ci can leave its marker older than a lock file that was just checked out; the build stamp settles the rest.
const newestSource = Math.max(newestIn('src'), modifiedAt('tsconfig.json'), modifiedAt('tsconfig.build.json'));
if (modifiedAt('dist/.built') < newestSource) await run('building', process.execPath, ['scripts/build.mjs']);

/** Milliseconds since the epoch; 0 for what is not there, so that everything is newer than a missing file. */
function modifiedAt(path) {
  return statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** Of what is built: tests are not. A folder is newer when a file in it came, went or was renamed. */
function newestIn(folder) {
  let newest = modifiedAt(folder);
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    if (entry.name === 'fixtures' || /\.(test|contract)\.ts$/.test(entry.name)) continue;
    const path = `${folder}/${entry.name}`;
    newest = Math.max(newest, entry.isDirectory() ? newestIn(path) : modifiedAt(path));
  }
  return newest;
}

function npm() {
  return process.platform === 'win32' ? 'npm.cmd' : 'npm';
}

async function run(what, command, args) {
  // Loaded only when there is something to do: this script runs before every command of a clone.
  const { spawnSync } = await import('node:child_process');
  process.stderr.write(`capuchin: ${what} …\n`);
  const started = Date.now();
  const shell = process.platform === 'win32';
  const done = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], shell });
  if (done.status !== 0) fail(`${what} failed (exit ${done.status ?? done.signal ?? done.error?.message}).`);
  process.stderr.write(`capuchin: ${what}: done in ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
}

function fail(message) {
  process.stderr.write(`capuchin: ${message}\n`);
  process.exit(1);
}
