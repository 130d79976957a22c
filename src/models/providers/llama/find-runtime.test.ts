import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findRuntime, runtimeVersion } from './find-runtime.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'capuchin-runtime-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function install(version: string): string {
  const dist = join(folder, 'node_modules', 'node-llama-cpp', 'dist');
  mkdirSync(dist, { recursive: true });
  writeFileSync(join(dist, '..', 'package.json'), JSON.stringify({ version }));
  writeFileSync(join(dist, 'index.js'), '');
  return join(dist, 'index.js');
}

it('finds a runtime beside the project or above it', () => {
  const entry = install('3.9.1');
  const inner = join(folder, 'packages', 'app');
  mkdirSync(inner, { recursive: true });
  expect([findRuntime(folder), findRuntime(inner)]).toEqual([entry, entry]);
  expect(runtimeVersion(entry)).toBe('3.9.1');
});

it('passes over other major versions', () => {
  install('2.8.0');
  expect(findRuntime(folder)).toBeUndefined();
});
