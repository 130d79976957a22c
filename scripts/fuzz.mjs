// Compiles bench/fuzz and what it tries, and runs it: `npm run fuzz -- importer --cases 100000 --seed 1`.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const output = join(root, 'node_modules', '.cache', 'fuzz');
const run = (...args) => spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1;

const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
// Types are checked elsewhere; a loader that compiles as it goes takes longer than the cases themselves.
const compiled = run(tsc, '-p', 'bench/fuzz', '--noCheck', '--outDir', output);
process.exitCode = compiled === 0 ? run(join(output, 'bench', 'fuzz', 'fuzz.js'), ...process.argv.slice(2)) : compiled;
