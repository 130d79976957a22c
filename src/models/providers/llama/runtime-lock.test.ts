import { expect, it } from 'vitest';
import type { PackageArtifact } from '../../../base/index.js';
import { llamaRuntime } from './artifacts.js';
import { runtimePlatforms } from './runtime-lock.js';

interface LockedPackage {
  readonly version?: string;
  readonly integrity?: string;
  readonly optional?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
}

function lockedPackages(runtime: PackageArtifact | undefined): Readonly<Record<string, LockedPackage>> {
  return (runtime?.packageLock['packages'] ?? {}) as Readonly<Record<string, LockedPackage>>;
}

it.each(runtimePlatforms)('pins one compiled package for %s and leaves nothing optional', name => {
  const [platform = '', arch = ''] = name.split('-');
  const runtime = llamaRuntime(platform, arch);
  const packages = lockedPackages(runtime);
  const compiled = Object.keys(packages).filter(path => path.includes('@node-llama-cpp/'));
  expect(compiled).toHaveLength(1);
  expect(packages['']?.dependencies).toEqual(runtime?.packageJson['dependencies']);
  expect(packages[compiled[0] ?? '']?.version).toBe(packages['node_modules/node-llama-cpp']?.version);
  expect(Object.values(packages).some(entry => entry.optional === true)).toBe(false);
});

it('knows the content of every package that all platforms share', () => {
  const packages = lockedPackages(llamaRuntime('linux', 'x64'));
  const unpinned = Object.entries(packages).filter(([path, entry]) => path !== '' && entry.integrity === undefined);
  expect(unpinned).toEqual([]);
  expect(JSON.stringify(packages)).not.toContain('"resolved"');
});

it('has nothing for a platform without a compiled package', () => {
  expect(llamaRuntime('aix', 'ppc64')).toBeUndefined();
});
