import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { CapuchinError, isJsonObject, messageOf } from '../../base/index.js';

const scripts = ['.js', '.mjs', '.cjs'];
const typed = ['.ts', '.mts', '.cts'];

/** The file URL of a module given by path or file URL; throws when no such file can be a module. */
export async function userModuleUrl(source: string): Promise<string> {
  const path = source.startsWith('file:') ? fileURLToPath(source) : resolve(source);
  if (![...scripts, ...typed].includes(extname(path))) {
    throw new CapuchinError(
      'unreadable-file',
      `${source} is not a module: its name must end in ${[...scripts, ...typed].join(', ')}`,
    );
  }
  try {
    if ((await stat(path)).isFile()) return pathToFileURL(path).href;
  } catch (error) {
    throw new CapuchinError('unreadable-file', `cannot read ${source}: ${messageOf(error)}`, { cause: error });
  }
  throw new CapuchinError('unreadable-file', `${source} is not a file`);
}

/** Runs the module and gives its exports. TypeScript is compiled in memory; types are not checked. */
export async function importUserModule(url: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    if (!typed.includes(extname(fileURLToPath(url)))) return await import(url);
    const { createJiti } = await import('jiti');
    return await createJiti(url, { fsCache: false, interopDefault: false }).import(fileURLToPath(url));
  } catch (error) {
    throw new CapuchinError('module-failed', `${url} cannot be loaded: ${messageOf(error)}`, { cause: error });
  }
}

/** File name without ending: `math-tools` of `…/math-tools.ts`. */
export function moduleName(url: string): string {
  const path = fileURLToPath(url);
  return basename(path, extname(path));
}

/** The name in the nearest package.json above a module, or the module's own name when there is none. */
export async function packageName(url: string): Promise<string> {
  for (let folder = dirname(fileURLToPath(url)); ; folder = dirname(folder)) {
    const name = await nameIn(join(folder, 'package.json'));
    if (name !== undefined) return name;
    if (folder === dirname(folder)) return moduleName(url);
  }
}

async function nameIn(path: string): Promise<string | undefined> {
  try {
    const manifest: unknown = JSON.parse(await readFile(path, 'utf8'));
    const name = isJsonObject(manifest) ? manifest['name'] : undefined;
    return typeof name === 'string' && name !== '' ? name : undefined;
  } catch {
    // No manifest here, or one that is not JSON: neither names a package.
    return undefined;
  }
}
