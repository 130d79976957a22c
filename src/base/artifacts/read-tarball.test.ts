import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create } from 'tar';
import { describe, expect, it } from 'vitest';
import { readTarball } from './read-tarball.js';

async function tarball(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'capuchin-tarball-'));
  mkdirSync(join(folder, 'package'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, 'package', name), text);
  const path = join(folder, 'it.tgz');
  await create({ file: path, cwd: folder, gzip: true }, ['package']);
  return path;
}

async function read(path: string, maxFileBytes = 1_000_000) {
  const found: [string, string][] = [];
  const wanted = (name: string) => name.endsWith('.json');
  for await (const { path: name, bytes } of readTarball(path, { wanted, maxFileBytes })) {
    found.push([name, bytes.toString()]);
  }
  return found.sort();
}

describe('readTarball', () => {
  it('gives the wanted files without the top folder', async () => {
    const big = JSON.stringify(Array.from({ length: 50_000 }, (_, i) => i));
    const path = await tarball({ 'a.json': '{}', 'b.txt': 'no', 'c.json': big });
    expect(await read(path)).toEqual([
      ['a.json', '{}'],
      ['c.json', big],
    ]);
  });

  it('stops at a file that is too large, and at what is no archive', async () => {
    await expect(read(await tarball({ 'a.json': '12345' }), 4)).rejects.toMatchObject({ code: 'document-too-large' });
    const path = join(mkdtempSync(join(tmpdir(), 'capuchin-tarball-')), 'it.tgz');
    writeFileSync(path, 'not an archive at all');
    await expect(read(path)).rejects.toThrow();
  });

  it('stops when told to', async () => {
    const path = await tarball({ 'a.json': '{}' });
    const reading = readTarball(path, { wanted: () => true, maxFileBytes: 10, signal: AbortSignal.abort() });
    await expect(reading.next()).rejects.toThrow(/abort/i);
  });
});
