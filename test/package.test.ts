import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');

interface Packed {
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string; readonly size: number }[];
}

/** What `npm pack` would publish. */
function pack(): Packed {
  const folder = mkdtempSync(join(tmpdir(), 'capuchin-pack-'));
  const npm = process.env['npm_execpath'];
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts', '--pack-destination', folder];
  const [command, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  const text = execFileSync(command, [...first, ...args], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const packed = JSON.parse(text.slice(text.search(/[[{]/)));
  // npm 11 gives a list, npm 12 an object by name.
  return (Array.isArray(packed) ? packed[0] : Object.values(packed)[0]) as Packed;
}

describe('the published package', () => {
  const { size, files } = pack();
  const paths = files.map(file => file.path);

  it('holds what runs and what must go with it', () => {
    const needed = [
      'package.json',
      'README.md',
      'LICENSE',
      'NOTICE',
      'dist/index.js',
      'dist/index.d.ts',
      'dist/cli/main.js',
      'dist/planning/direct/direct.prompt.md',
    ];
    expect(needed.filter(path => !paths.includes(path))).toEqual([]);
  });

  it('holds no tests, fixtures, sources or data packs', () => {
    const strangers = paths.filter(path =>
      /\.test\.|\.contract\.|fixtures\/|^src\/|^test\/|^bench\/|(?<!\/families\/[\w-]+)\.jsonl$/.test(path),
    );
    expect(strangers).toEqual([]);
  });

  it('is under 5 MB, model files aside, which add at most 20 MB', () => {
    const models = files.filter(file => file.path.startsWith('models/')).reduce((sum, file) => sum + file.size, 0);
    expect(models).toBeLessThan(20e6);
    expect(size - models).toBeLessThan(5e6);
  });

  it('exports only files that it holds, each with its types', () => {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const targets = Object.values<Record<string, string> | string>(manifest.exports).flatMap(entry =>
      typeof entry === 'string' ? [entry] : Object.values(entry),
    );
    const missing = [...targets, `./${manifest.bin.capuchin}`].filter(path => !paths.includes(path.replace('./', '')));
    expect(missing).toEqual([]);
  });
});
