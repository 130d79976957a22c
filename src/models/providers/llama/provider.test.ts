import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { manualClock, seededRandom } from '../../../base/index.js';
import { embeddedModel, localModels, shippedAdapter } from './artifacts.js';
import { llamaArtifacts } from './artifacts-needed.js';
import { openModel, threadsFor } from './provider.js';

const context = { secret: () => undefined, clock: manualClock(0), random: seededRandom(1) };
const open = (rest: string) => openModel(rest, context, () => Promise.reject(new Error('unused')));

it('never takes more threads than there are cores, and leaves busy ones alone', () => {
  expect([threadsFor(undefined, 2, 0), threadsFor(8, 2, 0), threadsFor(1, 2, 0), threadsFor(undefined, 0, 0)]).toEqual([
    2, 2, 1, 1,
  ]);
  expect([threadsFor(undefined, 8, 2.6), threadsFor(undefined, 2, 7), threadsFor(2, 2, 7)]).toEqual([5, 1, 2]);
});

it('says which command fetches what is missing', async () => {
  await expect(open('smollm2-135m-instruct')).rejects.toMatchObject({
    code: 'missing-dependency',
    install: 'capuchin artifacts pull llama-runtime',
  });
});

it('knows names exactly', async () => {
  await expect(open('smollm2')).rejects.toMatchObject({
    code: 'unknown-name',
    known: ['smollm2-135m-instruct', 'base'],
  });
});

describe('localModels', () => {
  it('are the taught model and the base where an adapter is shipped', () => {
    expect(localModels('/package/a.gguf').map(({ name, choose, adapterPath }) => [name, choose, adapterPath])).toEqual([
      ['smollm2-135m-instruct', 'trained', '/package/a.gguf'],
      ['base', 'likelihood', undefined],
    ]);
  });

  it('are the base under both names where none is', () => {
    const folder = mkdtempSync(join(tmpdir(), 'capuchin-adapter-'));
    try {
      expect([shippedAdapter(folder), shippedAdapter(join(folder, 'absent'))]).toEqual([undefined, undefined]);
      writeFileSync(join(folder, 'b.gguf'), '');
      writeFileSync(join(folder, 'README.md'), '');
      expect(shippedAdapter(folder)).toBe(join(folder, 'b.gguf'));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

it('needs the runtime and the model, and only the runtime for a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'capuchin-needed-'));
  try {
    writeFileSync(join(folder, 'own.gguf'), '');
    const names = (rest: string) => llamaArtifacts(rest, folder).map(artifact => artifact.name);
    expect(names(embeddedModel.slice('llama:'.length))).toEqual(['llama-runtime', 'smollm2-135m-instruct']);
    expect(names('base')).toEqual(['llama-runtime', 'smollm2-135m-instruct']);
    expect(names(join(folder, 'own.gguf'))).toEqual(['llama-runtime']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
