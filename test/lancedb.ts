import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { LanceModule } from '../src/retrieval/lancedb/lance-module.js';

const cached = fileURLToPath(new URL('../.cache/lancedb/node_modules/@lancedb/lancedb/dist/index.js', import.meta.url));

/** Where LanceDB is installed: in the project like any package, or in the cache folder, since it takes 200 MB. */
export function findLanceDb(): string | undefined {
  try {
    return createRequire(import.meta.url).resolve('@lancedb/lancedb');
  } catch {
    return existsSync(cached) ? cached : undefined;
  }
}

export async function lanceModule(path: string): Promise<LanceModule> {
  return (await import(pathToFileURL(path).href)) as LanceModule;
}
