import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeWhole } from './write-whole.js';

it('puts a file or a folder in the place of what was there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'capuchin-whole-'));
  const file = join(folder, 'new', 'file');
  for (const text of ['one', 'two']) await writeWhole(file, path => writeFile(path, text));
  expect(readFileSync(file, 'utf8')).toBe('two');

  const kept = join(folder, 'kept');
  mkdirSync(kept);
  writeFileSync(join(kept, 'old'), '');
  await writeWhole(kept, async path => {
    await mkdir(path);
    await writeFile(join(path, 'young'), '');
  });
  expect(readdirSync(kept)).toEqual(['young']);
  expect(readdirSync(folder).sort()).toEqual(['kept', 'new']);
});

it('leaves what was there, and nothing else, when the writing fails', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'capuchin-whole-'));
  const file = join(folder, 'file');
  writeFileSync(file, 'old');
  const failing = writeWhole(file, async path => {
    await writeFile(path, 'half');
    throw new Error('disk full');
  });
  await expect(failing).rejects.toThrow('disk full');
  expect(readdirSync(folder)).toEqual(['file']);
  expect(readFileSync(file, 'utf8')).toBe('old');
});
