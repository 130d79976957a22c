import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { messageOf, UsageError } from '../errors.js';
import { isJsonObject } from '../json.js';
import { jsonFault } from '../jsonl/json-fault.js';

/** A configuration file that was read; its values are not checked yet. */
export interface ConfigFile {
  readonly path: string;
  readonly values: Readonly<Record<string, unknown>>;
}

const fileNames = ['ts', 'mts', 'js', 'mjs', 'json'].map(ending => `capuchin.config.${ending}`);

/**
 * The configuration file that applies in a folder: its own, or that of the nearest folder above, not looking above the
 * folder that holds `.git`.
 *
 * @throws UsageError when a folder has two.
 */
export function findProjectFile(folder: string): string | undefined {
  const found = findUserFile(folder);
  if (found !== undefined || existsSync(join(folder, '.git'))) return found;
  const above = dirname(folder);
  return above === folder ? undefined : findProjectFile(above);
}

/** The configuration file in this very folder. @throws UsageError when there are two. */
export function findUserFile(folder: string): string | undefined {
  const found = fileNames.filter(name => existsSync(join(folder, name)));
  if (found.length > 1) throw new UsageError(`${folder} has both ${found.join(' and ')}; keep one`);
  return found[0] === undefined ? undefined : join(folder, found[0]);
}

/**
 * Reads a configuration file. Other than JSON it is a module whose default export is the settings; **its code runs**, so
 * only ever read files of the user's own.
 *
 * @throws UsageError when it cannot be read or is not an object.
 */
export async function readConfigFile(path: string): Promise<ConfigFile> {
  const values: unknown = path.endsWith('.json') ? await readJsonFile(path) : await importDefault(path);
  if (!isJsonObject(values)) {
    throw new UsageError(`${path} must ${path.endsWith('.json') ? 'hold' : 'have as its default export'} an object`);
  }
  return { path, values };
}

async function readJsonFile(path: string): Promise<unknown> {
  const content = await readFile(path, 'utf8').catch((thrown: unknown) => {
    throw new UsageError(`cannot read ${path}: ${messageOf(thrown)}`, { cause: thrown });
  });
  const text = content.replace(/^\uFEFF/, '');
  try {
    return JSON.parse(text);
  } catch (thrown) {
    throw new UsageError(`${path}: ${jsonFault(text)}`, { cause: thrown });
  }
}

async function importDefault(path: string): Promise<unknown> {
  try {
    if (!path.endsWith('ts')) return ((await import(pathToFileURL(path).href)) as { default?: unknown }).default;
    const { createJiti } = await import('jiti'); // Node 20 does not read TypeScript
    return await createJiti(pathToFileURL(path).href, { fsCache: false }).import(path, { default: true });
  } catch (thrown) {
    throw new UsageError(`cannot read ${path}: ${messageOf(thrown)}`, { cause: thrown });
  }
}
