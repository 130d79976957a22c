import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { create } from 'tar';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunProgram } from '../program.js';
import type { PackageArtifact } from './artifact.js';
import type { ArtifactCacheOptions } from './create-artifact-cache.js';
import { createArtifactCache } from './create-artifact-cache.js';

const newFolder = () => mkdtempSync(join(tmpdir(), 'capuchin-packages-'));
const tarball = join(newFolder(), 'greeter-1.0.0.tgz');
let integrity = '';

// A package with a file to import and an install script that must never run.
beforeAll(async () => {
  const folder = newFolder();
  mkdirSync(join(folder, 'package'));
  const scripts = { install: "node -e \"fs.writeFileSync('ran', '')\"" };
  writeFileSync(join(folder, 'package/package.json'), JSON.stringify({ name: 'greeter', version: '1.0.0', scripts }));
  writeFileSync(join(folder, 'package/index.js'), 'export const greeting = "hello";\n');
  await create({ gzip: true, cwd: folder, file: tarball }, ['package']);
  integrity = `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`;
});

function greeter(pinned: Record<string, string> = { integrity }): PackageArtifact {
  const dependencies = { greeter: `file:${tarball}` };
  const root = { name: 'greeting', version: '1.0.0', dependencies };
  const installed = { version: '1.0.0', resolved: `file:${tarball}`, ...pinned };
  return {
    kind: 'packages',
    name: 'greeter',
    description: 'Says hello.',
    licence: 'CC0-1.0',
    bytes: 1000,
    packageJson: root,
    packageLock: { ...root, lockfileVersion: 3, packages: { '': root, 'node_modules/greeter': installed } },
    entry: 'node_modules/greeter/index.js',
  };
}

/** The real npm, without the network. */
const newCache = (options: Partial<ArtifactCacheOptions> = {}) =>
  createArtifactCache({ folder: newFolder(), env: { ...process.env, npm_config_offline: 'true' }, ...options });

describe('packages in the cache', () => {
  it('are installed from the lock file without running scripts, and found again', async () => {
    const folder = newFolder();
    const cache = newCache({ folder });
    const entry = await cache.pull(greeter());
    expect(readFileSync(entry, 'utf8')).toBe('export const greeting = "hello";\n');
    expect(existsSync(join(dirname(entry), 'ran'))).toBe(false);
    expect(cache.locate(greeter())).toBe(entry);
    expect(await cache.verify(greeter())).toBe('present');
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/^greeter-[0-9a-f]{12}$/)]);
  });

  it('are installed again once damaged', async () => {
    const cache = newCache();
    const entry = await cache.pull(greeter());
    writeFileSync(entry, 'export const greeting = "HELLO";\n');
    expect(await cache.verify(greeter())).toBe('damaged');
    expect(cache.locate(greeter())).toBeUndefined();
    expect((await cache.list([greeter()]))[0]?.state).toBe('damaged');
    expect(readFileSync(await cache.pull(greeter()), 'utf8')).toContain('"hello"');
    rmSync(join(dirname(entry), 'package.json'));
    expect(await cache.verify(greeter())).toBe('damaged');
    expect([await cache.remove(greeter()), await cache.remove(greeter())]).toEqual([true, false]);
    expect(await cache.verify(greeter())).toBe('missing');
  });

  it('are refused when their content is not what the lock file pins', async () => {
    const folder = newFolder();
    const wrong = `sha512-${createHash('sha512').update('something else').digest('base64')}`;
    const pulling = newCache({ folder }).pull(greeter({ integrity: wrong }));
    await expect(pulling).rejects.toMatchObject({
      code: 'artifact-unavailable',
      message: expect.stringMatching(/EINTEGRITY/),
    });
    await expect(newCache({ folder }).pull(greeter({}))).rejects.toThrow('no integrity hash of node_modules/greeter');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('are refused when the file to import is not among them', async () => {
    const pulling = newCache().pull({ ...greeter(), entry: 'node_modules/greeter/other.js' });
    await expect(pulling).rejects.toThrow('the packages have no file node_modules/greeter/other.js');
  });

  it('are not fetched offline', async () => {
    await expect(newCache({ offline: true }).pull(greeter())).rejects.toThrow('CAPUCHIN_OFFLINE is set');
  });

  it('leave nothing behind when aborted', async () => {
    const folder = newFolder();
    const controller = new AbortController();
    const run: RunProgram = async (_command, _arguments, { cwd }) => {
      writeFileSync(join(cwd ?? '', 'half'), 'installed');
      controller.abort(new Error('interrupted'));
      throw controller.signal.reason;
    };
    const pulling = newCache({ folder, run }).pull(greeter(), { signal: controller.signal });
    await expect(pulling).rejects.toThrow('interrupted');
    expect(readdirSync(folder)).toEqual([]);
  });
});
