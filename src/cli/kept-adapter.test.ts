import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import type { Io } from './io.js';
import { adapterInUse, keepAdapter, keptAdapter } from './kept-adapter.js';

const data = mkdtempSync(join(tmpdir(), 'capuchin-adapter-'));
const stderr = new PassThrough();
const io = { cwd: data, stderr } as unknown as Io;
const inUse = (adapter: string) => adapterInUse(io, { settings: { adapter }, folders: { data } });

it('uses what was kept, as the setting says', async () => {
  expect(await inUse('kept')).toBeUndefined();
  const trained = join(data, 'trained.gguf');
  writeFileSync(trained, 'an adapter');
  const path = await keepAdapter({ data }, trained, { made: 'by a test' });
  expect(dirname(path)).toBe(keptAdapter({ data }));
  expect(readFileSync(path, 'utf8')).toBe('an adapter');
  expect(await inUse('kept')).toBe(path);
  expect(await inUse('packaged')).toBeUndefined();
  expect(await inUse('trained.gguf')).toBe(trained);
  await expect(inUse('gone.gguf')).rejects.toThrow('there is no adapter');
});

it('passes over what was trained for another base, and says so', async () => {
  writeFileSync(join(keptAdapter({ data }), 'card.json'), JSON.stringify({ base: 'another' }));
  expect(await inUse('kept')).toBeUndefined();
  expect(String(stderr.read())).toContain('was trained for another model');
});
