import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type JsonObject, seededRandom } from '../../../base/index.js';
import { type Api, createFunctionLoader } from '../../../catalog/index.js';
import { checked, functions, type Observation } from '../../../execution/index.js';

export interface FolderExecution {
  readonly now: () => number;
  /** Two calls with the same arguments draw the same numbers. */
  readonly seed: number;
}

/** Runs each call in a folder of its own, made with the given files and removed afterwards. Nobody is asked. */
export function executeInFolder({ now, seed }: FolderExecution) {
  const load = createFunctionLoader();
  return async (api: Api, args: JsonObject, files: Readonly<Record<string, string>>): Promise<Observation> => {
    const workspace = await mkdtemp(join(tmpdir(), 'capuchin-eval-'));
    try {
      for (const [path, content] of Object.entries(files)) {
        await mkdir(dirname(join(workspace, path)), { recursive: true });
        await writeFile(join(workspace, path), content);
      }
      const random = seededRandom(seed);
      return await checked(functions({ load, workspace, now, random: () => random.next() })).call(api, args);
    } finally {
      await rm(workspace, { recursive: true, force: true });
    }
  };
}
