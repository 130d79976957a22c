import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isJsonObject } from '../../../base/index.js';

/** Major version of `node-llama-cpp` that this provider is written for. */
const major = '3.';

/**
 * Entry file of a `node-llama-cpp` installed beside the user's project: in `node_modules` of the folder or of one above
 * it. `undefined` when there is none of the version this provider speaks.
 */
export function findRuntime(folder: string): string | undefined {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const installed = join(at, 'node_modules', 'node-llama-cpp');
    const entry = join(installed, 'dist', 'index.js');
    if (existsSync(entry) && versionIn(installed)?.startsWith(major)) return entry;
    if (dirname(at) === at) return undefined;
  }
}

/** The version of the runtime whose entry file is given, where it can be told. */
export function runtimeVersion(entry: string): string | undefined {
  return versionIn(dirname(dirname(entry)));
}

function versionIn(folder: string): string | undefined {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return undefined;
  const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return isJsonObject(value) && typeof value['version'] === 'string' ? value['version'] : undefined;
}
