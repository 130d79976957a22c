import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { CapuchinError, isJsonObject, messageOf } from '../../base/index.js';
import { collectionNameFrom } from '../collection-name.js';
import type { Importer, ImportItem, ImportOptions } from '../importer.js';
import { readApiRow } from './api-row.js';
import { readRows } from './read-rows.js';
import { readToolFile, readToolFolder } from './tool-folder.js';
import { toolBenchItems } from './toolbench-draft.js';

/**
 * ToolBench's API collection: a JSON Lines file of rows with an `id` (which becomes the key), the published folder of
 * tool documents, or one of these documents (key `<category>/<tool>/<api>`).
 */
export const toolbenchImporter: Importer = {
  name: 'toolbench',
  accepts:
    'a .jsonl file of ToolBench API rows (- for standard input), a tools/<Category>/<tool>.json folder, or one tool .json',
  defaultCollection: source => collectionNameFrom(basename(source).replace(/\.jsonl?$/, '')),
  async *read(source, options = {}) {
    if (source === '-') yield* readApiRows(source, options);
    else if (await isFolder(source)) yield* readToolFolder(source, options.signal);
    else if (source.endsWith('.json')) yield* readToolFile(source);
    else yield* readApiRows(source, options);
  },
};

async function* readApiRows(from: string, options: ImportOptions): AsyncGenerator<ImportItem, void, void> {
  for await (const line of readRows(from, options)) {
    const { source } = line;
    if ('reason' in line) {
      yield { kind: 'refused', source, reason: line.reason };
      continue;
    }
    const id = isJsonObject(line.value) ? line.value['id'] : undefined;
    const row = readApiRow(line.value);
    if (typeof row === 'string') yield { kind: 'refused', source, reason: row };
    else if (typeof id !== 'string' || id.trim() === '') yield { kind: 'refused', source, reason: 'id must be a text' };
    else yield* toolBenchItems(row, id, source);
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (thrown) {
    throw new CapuchinError('unreadable-file', `cannot read ${path}: ${messageOf(thrown)}`, { cause: thrown });
  }
}
