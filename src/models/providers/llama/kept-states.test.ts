import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { BoundSequence } from './binding.js';
import { watchBusyCores } from './busy-cores.js';
import { keptStates } from './kept-states.js';

/** A sequence whose state is a text. */
function sequence(state: string) {
  const loaded: string[] = [];
  const bound = {
    saveStateToFile: async (path: string) => writeFileSync(path, state),
    loadStateFromFile: async (path: string) => loaded.push(readFileSync(path, 'utf8')),
  } as unknown as BoundSequence;
  return { bound, loaded };
}

it('gives a state back for exactly the tokens it was kept for', async () => {
  const states = keptStates(join(mkdtempSync(join(tmpdir(), 'capuchin-states-')), 'model'));
  const { bound, loaded } = sequence('what was read');
  expect(await states.load(bound, [1, 2])).toBe(false);
  await states.save(bound, [1, 2]);
  expect(await states.load(bound, [1, 2, 3])).toBe(false);
  expect(await states.load(bound, [1, 2])).toBe(true);
  expect(loaded).toEqual(['what was read']);
});

it('deletes a damaged state and never loads it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'capuchin-states-'));
  const states = keptStates(folder);
  const { bound, loaded } = sequence('what was read');
  await states.save(bound, [1, 2]);
  const name = readdirSync(folder).find(each => each.endsWith('.state'))!;
  writeFileSync(join(folder, name), 'what was re');
  expect(await states.load(bound, [1, 2])).toBe(false);
  expect(loaded).toEqual([]);
  expect(readdirSync(folder)).not.toContain(name);
});

it('does not count the work of this process as that of others', () => {
  const busyCores = watchBusyCores();
  const end = performance.now() + 60;
  while (performance.now() < end); // this very process keeps a core busy
  const others = busyCores();
  expect(others).toBeGreaterThanOrEqual(0);
  expect(Number.isFinite(others)).toBe(true);
});
