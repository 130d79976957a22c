import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readWhole, writeWhole } from './whole-file.js';

it('gives back what was written, in place of what was there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'capuchin-whole-'));
  const path = join(folder, 'below', 'file');
  expect(await readWhole(path)).toBeUndefined();
  await writeWhole(path, [Uint8Array.of(9)]);
  await writeWhole(path, [Uint8Array.of(1, 2), Uint8Array.of(), Uint8Array.of(3)]);
  expect(new Uint8Array((await readWhole(path))!)).toEqual(Uint8Array.of(1, 2, 3));
  expect(readdirSync(join(folder, 'below'))).toEqual(['file']);
});

it('says what it cannot read or write', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'capuchin-whole-'));
  await writeWhole(join(folder, 'file'), []);
  await expect(readWhole(join(folder, 'file', 'below'))).rejects.toMatchObject({ code: 'unreadable-file' });
  await expect(writeWhole(join(folder, 'file', 'below'), [])).rejects.toMatchObject({ code: 'index-not-written' });
  expect(readdirSync(folder)).toEqual(['file']);
});
