import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Home } from './command-line.js';

const operations = (...names: string[]) => ({
  openapi: '3.0.3',
  info: { title: 'Pets', version: '1' },
  servers: [{ url: 'https://pets.example' }],
  paths: Object.fromEntries(names.map(name => [`/${name}`, { get: { summary: `List the ${name}`, responses: {} } }])),
});

async function pets() {
  const home = new Home();
  await importPets(home, 'cats', 'dogs');
  return home;
}

const importPets = (home: Home, ...names: string[]) =>
  home.run('import', 'openapi', home.file('pets.json', JSON.stringify(operations(...names))));

const json = async (home: Home, ...args: string[]) => JSON.parse((await home.run('index', ...args, '--json')).stdout);
const fileOf = (home: Home) => join(home.folder, 'data', 'indexes', 'pets.api.lexical');

describe('index', () => {
  it('builds what is missing, and says what there is', async () => {
    const home = await pets();
    const built = await home.run('index', 'build', 'pets');
    expect([built.code, built.stdout]).toEqual([0, expect.stringMatching(/^pets: (made|up to date), 2 APIs\n$/)]);
    expect((await json(home, 'build', 'pets')).indexes).toMatchObject([{ collection: 'pets', made: false }]);
    expect((await json(home, 'info', 'pets')).indexes).toEqual([
      {
        collection: 'pets',
        path: fileOf(home),
        state: 'current',
        bytes: readFileSync(fileOf(home)).length,
        content: expect.objectContaining({ documents: 2, dead: 0, segments: 1, analyzer: 'api' }),
      },
    ]);
    const { stdout } = await home.run('index');
    expect(stdout).toMatch(/^collection .* state$/m);
    expect(stdout).toMatch(/^pets +\d+ +2 +0 +1 .* up to date$/m);
  });

  it('verifies that an index is whole and holds what the catalog does', async () => {
    const home = await pets();
    await home.run('index', 'build');
    const sound = await home.run('index', 'verify', 'pets');
    expect(sound).toEqual({ code: 0, stdout: 'pets: sound, 2 APIs\n', stderr: '' });

    const bytes = readFileSync(fileOf(home));
    bytes[bytes.length - 9]! ^= 1;
    writeFileSync(fileOf(home), bytes);
    const damaged = await home.run('index', 'verify', 'pets');
    expect([damaged.code, damaged.stdout]).toEqual([1, expect.stringContaining('pets: damaged')]);
    expect(damaged.stderr).toContain('run: capuchin index build pets');
    expect((await home.run('index', 'build', 'pets')).stdout).toBe('pets: made, 2 APIs\n');
    expect((await json(home, 'verify', 'pets')).indexes).toMatchObject([{ sound: true, missingCount: 0 }]);
  });

  it('knows an old index', async () => {
    const home = await pets();
    await home.run('index', 'build');
    const old = readFileSync(fileOf(home));
    await importPets(home, 'cats', 'birds');
    writeFileSync(fileOf(home), old);
    expect((await home.run('index', 'info', 'pets')).stdout).toContain('pets: the collection has changed');
    expect((await home.run('index', 'verify', 'pets')).code).toBe(1);
    expect((await home.run('index', 'merge', 'pets')).stderr).toContain('is outdated; run: capuchin index build pets');
    expect((await json(home, 'build', 'pets')).indexes).toMatchObject([{ made: true, state: 'current' }]);
  });

  it('merges, where there is something to gain', async () => {
    const home = await pets();
    await home.run('index', 'build');
    expect((await home.run('index', 'merge', 'pets')).stdout).toBe('pets: nothing to merge\n');
    expect((await json(home, 'merge')).indexes.length).toBeGreaterThan(1);
  });

  it('goes with its collection', async () => {
    const home = await pets();
    await home.run('index', 'build');
    await home.run('collections', 'remove', 'pets');
    expect(() => readFileSync(fileOf(home))).toThrow('ENOENT');
    expect((await home.run('index', 'info', 'pets')).code).toBe(3);
  });

  it('ends when interrupted', async () => {
    const home = await pets();
    home.stop.abort(new Error('interrupted'));
    expect((await home.run('index', 'build')).code).toBe(130);
  });
});
