import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { toolboxCategories } from './toolbox.js';

/** Packages that importing a source file loads at once: those of its own static imports, and of the files it imports. */
async function packagesOf(file: URL, seen = new Set<string>()): Promise<string[]> {
  if (seen.has(file.href)) return [];
  seen.add(file.href);
  const source = await readFile(file, 'utf8');
  const specifiers = [...source.matchAll(/^(?:import|export)\s+(?!type\b)[^;]*?from '([^']+)';/gm)].map(
    ([, from]) => from!,
  );
  const found = specifiers.map(async specifier =>
    specifier.startsWith('.') ? packagesOf(new URL(specifier.replace(/\.js$/, '.ts'), file), seen) : [specifier],
  );
  return (await Promise.all(found)).flat();
}

describe('listing the functions of the toolbox', () => {
  it.each(Object.keys(toolboxCategories))('loads no library for %s', async category => {
    // The base folder is loaded by everything, whatever it needs.
    const base = new Set(await packagesOf(new URL('../../base/index.ts', import.meta.url)));
    const packages = await packagesOf(new URL(`${category}.ts`, import.meta.url));
    expect(packages.filter(name => !base.has(name))).toEqual([]);
  });
});
