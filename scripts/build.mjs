// Compiles src to dist and copies the files that code reads at run time (prompts, pinned lock files, families of functions) beside it.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const asset = /\.(md|json|jsonl)$/;

// Emptied first, so that a file deleted from src cannot live on in dist.
rmSync(join(root, 'dist'), { recursive: true, force: true });
rmSync(join(root, 'node_modules/.cache/capuchin.tsbuildinfo'), { force: true });
const tsc = join(root, 'node_modules/typescript/bin/tsc');
const compiled = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
if (compiled.status !== 0) process.exit(1);

copyAssets('src', 'dist');
chmodSync(join(root, 'dist/cli/main.js'), 0o755);
writeFileSync(join(root, 'dist/.built'), '');

function copyAssets(from, to) {
  for (const name of readdirSync(join(root, from))) {
    const source = join(from, name);
    if (statSync(join(root, source)).isDirectory()) {
      if (name !== 'fixtures') copyAssets(source, join(to, name));
    } else if (asset.test(name)) {
      mkdirSync(join(root, to), { recursive: true });
      cpSync(join(root, source), join(root, to, name));
    }
  }
}
