import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type FakeRecipe, fakePython } from './fixtures/fake-python.js';
import type { RecipeStep } from './recipe-line.js';
import { type AdapterTraining, trainAdapter } from './train-adapter.js';

const skipped = process.platform === 'win32' ? ' (skipped: no shebangs here)' : '';

function prepare(recipe: FakeRecipe, more: Partial<AdapterTraining> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'capuchin-adapter-'));
  const items = (pool: string) =>
    Array.from({ length: 12 }, (_, i) => ({ id: `${pool}-${i}`, source: `${pool}/call`, segments: [] }));
  const dev = join(folder, 'dev.jsonl');
  writeFileSync(
    dev,
    [...['mine', 'families']].map(pool => `${JSON.stringify({ prefix: '', items: items(pool) })}\n`).join(''),
  );
  const python = fakePython(recipe);
  const steps: RecipeStep[] = [];
  const training: AdapterTraining = {
    python,
    base: join(folder, 'base.gguf'),
    train: dev,
    dev,
    folder: join(folder, 'run'),
    cache: join(folder, 'cache'),
    from: 'adapter',
    seed: 3,
    isOwn: pool => pool === 'mine',
    env: {},
    onStep: step => steps.push(step),
    ...more,
  };
  const calls = () =>
    readFileSync(join(dirname(python), 'calls.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as string[]);
  return { training, steps, calls };
}

describe.skipIf(skipped !== '')(`trainAdapter${skipped}`, () => {
  it('goes on from the adapter in use, writes what came of it and measures the gain', async () => {
    const { training, steps, calls } = prepare(
      { rightBefore: 'families', rightAfter: '.' },
      { inUse: '/used.gguf', minutes: 5, learningRate: 3e-4, more: ['--no-compile'] },
    );
    const { path, gain, steps: count } = await trainAdapter(training);
    expect(readFileSync(path, 'utf8')).toBe('trained');
    expect(gain).toMatchObject({ own: { n: 12, first: 0, second: 1 }, others: { n: 12, difference: 0 }, helps: true });
    expect([count, steps.map(({ percent }) => percent)]).toEqual([2, [50]]);
    const [run = [], written = []] = calls();
    expect(run.slice(-9)).toEqual([
      '--no-compile',
      '--out',
      training.folder,
      '--init-adapter',
      '/used.gguf',
      '--max-minutes',
      '5',
      '--lr',
      '0.0003',
    ]);
    expect(written.slice(-2)).toEqual(['--out', path]);
  });

  it('measures a run from the base against the adapter in use', async () => {
    const { training, calls } = prepare({ rightBefore: '.', rightAfter: '.' }, { inUse: '/used.gguf', from: 'base' });
    const { gain } = await trainAdapter(training);
    expect(gain.own).toMatchObject({ first: 1, second: 1 });
    expect(gain.helps).toBe(false);
    expect(calls().map(each => each.includes('--judge-only'))).toEqual([true, false, false]);
    expect(calls()[1]).not.toContain('--init-adapter');
  });

  it('has a checkpoint saved when it is interrupted, and goes on from there', async () => {
    const stop = new AbortController();
    const { training, calls } = prepare({ isSlow: true, rightAfter: 'mine' }, { signal: stop.signal });
    const onLine = (line: string) => line === 'ready to be stopped' && stop.abort(new Error('interrupted'));
    await expect(trainAdapter({ ...training, onLine })).rejects.toThrow('interrupted');
    expect(readFileSync(join(training.folder, 'checkpoint.pt'), 'utf8')).toBe('half of it');
    const { signal: _signal, ...rest } = training;
    const { gain } = await trainAdapter(rest);
    expect(gain.own).toMatchObject({ first: 0, second: 1 });
    expect(calls().map(each => each.includes('--resume'))).toEqual([false, true, false]);
  });

  it('says the last words of a recipe that fails', async () => {
    const { training } = prepare({ fails: 'MemoryError: too small a machine' });
    await expect(trainAdapter(training)).rejects.toMatchObject({
      code: 'training-failed',
      message: 'train.py ended with status 1: MemoryError: too small a machine',
    });
  });
});
