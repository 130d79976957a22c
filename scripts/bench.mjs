// Runs benchmarks one after the other, each in a process of its own: `npm run bench`, or `npm run bench -- planning retrieval`.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const all = ['startup', 'planning', 'retrieval', 'llama', 'llama-dev', 'install', 'import', 'effects'];
// Many minutes each, over the whole corpus or in other programs: run only when named.
const long = ['tool-schemas', 'requests', 'scale-out', 'dense', 'blend', 'documentation', 'thoughts'];
const words = process.argv.slice(2);
const firstFlag = words.findIndex(word => word.startsWith('--'));
const [named, flags] = firstFlag < 0 ? [words, []] : [words.slice(0, firstFlag), words.slice(firstFlag)];
const unknown = named.filter(name => !all.includes(name) && !long.includes(name));
if (unknown.length > 0) {
  console.error(`no benchmark named ${unknown.join(', ')}; there are: ${[...all, ...long].join(', ')}`);
  process.exit(2);
}
let failed = 0;
for (const name of named.length === 0 ? all : named) {
  const args = ['--expose-gc', '--import', 'jiti/register', join('bench', `${name}.ts`), ...flags];
  const done = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (done.status !== 0) failed += 1;
}
process.exitCode = failed === 0 ? 0 : 1;
