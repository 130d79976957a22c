import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { CapuchinError, UsageError } from '../../base/index.js';
import type { Importer, ImportItem, ImportOptions } from '../importer.js';
import { huggingfaceTasks } from './huggingface-tasks.js';
import { inferenceDraft } from './inference-draft.js';
import { readTaskPackage } from './task-package.js';

const published = '@huggingface/tasks@0.21.54';

/**
 * Inference on the hub of Hugging Face: for every task with a schema one API that runs any model (key `<task>`), and one
 * for each model that is suggested for it (key `<task>/<model>`).
 */
export const huggingfaceImporter: Importer = {
  name: 'huggingface',
  accepts: `${published}, which is fetched when it is not there, or the path of such a package (.tgz)`,
  defaultSource: published,
  defaultCollection: () => 'huggingface',
  async *read(source, options = {}): AsyncGenerator<ImportItem, void, void> {
    const { tasks, common } = await readTaskPackage(await pathOf(source, options), options.signal);
    for (const task of tasks) {
      options.signal?.throwIfAborted();
      const place = { uri: `${source}/${task.path}` };
      const models = task.input === undefined ? [] : task.models;
      const seen = new Set<string>();
      for (const model of [undefined, ...models]) {
        const draft = inferenceDraft(task, model, common, place);
        if (typeof draft === 'string') yield { kind: 'refused', source: place, reason: draft };
        else if (!seen.has(draft.key)) yield { kind: 'api', draft };
        if (typeof draft !== 'string') seen.add(draft.key);
      }
    }
  },
};

async function pathOf(source: string, { artifacts, signal }: ImportOptions): Promise<string> {
  if (source === published) {
    if (artifacts === undefined) throw new UsageError(`${published} is kept in an artifact cache, and none was given`);
    return artifacts.pull(huggingfaceTasks, signal === undefined ? {} : { signal });
  }
  const path = resolve(source);
  if (!existsSync(path)) throw new CapuchinError('unreadable-source', `cannot read ${path}: there is no such file`);
  return path;
}
