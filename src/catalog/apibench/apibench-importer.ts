import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { CapuchinError, isJsonObject, type JsonObject, messageOf } from '../../base/index.js';
import { collectionNameFrom } from '../collection-name.js';
import type { Importer, ImportItem } from '../importer.js';
import { type Row, readRows } from '../toolbench/read-rows.js';
import { apibenchDraft } from './apibench-draft.js';

const publishedFile = /^(.+)_api\.jsonl$/;

/**
 * APIBench's API documents: one JSON Lines file whose rows name their `hub` and `index`, or Gorilla's published
 * `<hub>_api.jsonl` (one file or a folder of them), where the hub is in the file's name and the index is the line's
 * number from 0. The key is `<hub>/<index>`.
 */
export const apibenchImporter: Importer = {
  name: 'apibench',
  accepts:
    'a .jsonl file of APIBench documents with hub and index (- for standard input), a published <hub>_api.jsonl, or a folder of those',
  defaultCollection: source => collectionNameFrom(basename(source).replace(/(_api)?\.jsonl$/, '')),
  async *read(source, options = {}) {
    for (const path of await filesOf(source)) {
      const hub = publishedFile.exec(basename(path))?.[1];
      for await (const row of readRows(path, options)) yield readRow(row, hub);
    }
  },
};

async function filesOf(source: string): Promise<string[]> {
  if (source === '-') return [source];
  try {
    if (!(await stat(source)).isDirectory()) return [source];
    const names = (await readdir(source)).filter(name => publishedFile.test(name)).sort();
    if (names.length > 0) return names.map(name => join(source, name));
  } catch (thrown) {
    throw new CapuchinError('unreadable-file', `cannot read ${source}: ${messageOf(thrown)}`, { cause: thrown });
  }
  throw new CapuchinError('unreadable-file', `${source} holds no <hub>_api.jsonl`);
}

function readRow(row: Row, hubOfFile: string | undefined): ImportItem {
  const refused = (reason: string): ImportItem => ({ kind: 'refused', source: row.source, reason });
  if ('reason' in row) return refused(row.reason);
  if (!isJsonObject(row.value)) return refused('a document must be a JSON object');
  const place = placeOf(row.value, row.line, hubOfFile);
  if (typeof place === 'string') return refused(place);
  const draft = apibenchDraft(row.value, place, row.source);
  return typeof draft === 'string' ? refused(draft) : { kind: 'api', draft };
}

/** Hub and index, or in words what is missing. */
function placeOf(document: JsonObject, line: number, hubOfFile: string | undefined) {
  if (hubOfFile !== undefined) return { hub: hubOfFile, index: line - 1 };
  const { hub, index } = document;
  if (typeof hub !== 'string' || hub === '') return 'hub must be a text (or in the name of the file: <hub>_api.jsonl)';
  if (typeof index !== 'number' || !Number.isSafeInteger(index) || index < 0) return 'index must be a count from 0';
  return { hub, index };
}
