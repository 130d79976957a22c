import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { CapuchinError, messageOf, UsageError } from '../../base/index.js';
import type { Importer, ImportItem, ImportOptions } from '../importer.js';
import { jsonArrayItems } from '../json-array-items.js';
import { modelDraft } from './model-draft.js';
import { replicateModels } from './replicate-models.js';

const published = 'all-the-public-replicate-models@1.352.0';
/** The largest model of the published file has 3 MB. */
const maxModelBytes = 20_000_000;
const modelsPerTurn = 50;

/** The public models of Replicate, each as one API that runs it. The key is `<owner>/<name>`. */
export const replicateImporter: Importer = {
  name: 'replicate',
  accepts: `${published}, which is fetched when it is not there, or the path of its models.json (- for standard input)`,
  defaultSource: published,
  defaultCollection: () => 'replicate',
  async *read(source, options = {}): AsyncGenerator<ImportItem, void, void> {
    const { chunks, bytes: total } = await openSource(source, options);
    const seen = new Set<string>();
    for await (const { value, index, bytes } of jsonArrayItems(chunks, source, maxModelBytes)) {
      if (index % modelsPerTurn === 0) {
        await setImmediate();
        options.onProgress?.({ documents: 1, fraction: total === 0 ? 0 : bytes / total });
      }
      options.signal?.throwIfAborted();
      const place = { uri: source, pointer: `#/${index}` };
      const draft = modelDraft(value, place);
      if (typeof draft === 'string') yield { kind: 'refused', source: place, reason: draft };
      else if (seen.has(draft.key)) yield { kind: 'refused', source: place, reason: `${draft.key} is there already` };
      else {
        seen.add(draft.key);
        yield { kind: 'api', draft };
      }
    }
  },
};

/** `bytes` is 0 where the size is not known. */
async function openSource(source: string, { artifacts, signal, stdin }: ImportOptions) {
  const aborting = signal === undefined ? {} : { signal };
  if (source === '-') {
    if (stdin === undefined) throw new UsageError('"-" reads standard input, and none was given');
    return { chunks: stdin, bytes: 0 };
  }
  if (source === published && artifacts === undefined) {
    throw new UsageError(`${published} is kept in an artifact cache, and none was given`);
  }
  const path = source === published && artifacts ? await artifacts.pull(replicateModels, aborting) : resolve(source);
  try {
    const { size } = await stat(path);
    return { chunks: createReadStream(path, aborting) as AsyncIterable<Uint8Array>, bytes: size };
  } catch (thrown) {
    throw new CapuchinError('unreadable-source', `cannot read ${path}: ${messageOf(thrown)}`, { cause: thrown });
  }
}
