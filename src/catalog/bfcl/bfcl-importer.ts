import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { CapuchinError, isJsonObject, type JsonValue, messageOf } from '../../base/index.js';
import type { SourcePointer } from '../api.js';
import { collectionNameFrom } from '../collection-name.js';
import type { Importer, ImportItem } from '../importer.js';
import { readRows } from '../toolbench/read-rows.js';
import { bfclDraft } from './bfcl-draft.js';

/** `BFCL_v4_live_simple.json` as published, `live_simple.jsonl` without its prefix; both hold one row a line. */
const categoryFile =
  /^(?:BFCL_v\d+_)?((?:live_)?(?:simple|multiple|parallel|parallel_multiple|irrelevance|relevance)(?:_python|_java|_javascript)?)\.jsonl?$/;

/**
 * The functions that the tests of the Berkeley Function-Calling Leaderboard offer: JSON Lines whose rows have a list
 * `function` or are a function themselves, or a folder of single-turn test files. Documents that are equal to the letter
 * become one API.
 */
export const bfclImporter: Importer = {
  name: 'bfcl',
  accepts: 'a file of BFCL tests or function documents, one a line (- for standard input), or a folder of test files',
  defaultCollection: source => collectionNameFrom(basename(source).replace(/\.jsonl?$/, '')),
  async *read(source, options = {}) {
    const seen = new Set<string>();
    for (const path of await filesOf(source)) {
      const language = languageOf(basename(path));
      for await (const row of readRows(path, options)) {
        if ('reason' in row) yield { kind: 'refused', source: row.source, reason: row.reason };
        else yield* functionsOf(row.value, language, row.source, seen);
      }
    }
  },
};

function* functionsOf(
  row: JsonValue,
  language: string,
  source: SourcePointer,
  seen: Set<string>,
): Generator<ImportItem, void, void> {
  const listed = isJsonObject(row) ? row['function'] : undefined;
  for (const document of Array.isArray(listed) ? listed : [row]) {
    const draft = bfclDraft(document, language, source);
    if (typeof draft === 'string') yield { kind: 'refused', source, reason: draft };
    else if (!seen.has(draft.key)) {
      seen.add(draft.key);
      yield { kind: 'api', draft };
    }
  }
}

function languageOf(file: string): string {
  return /_(javascript|java)\.jsonl?$/.exec(file)?.[1] ?? 'python';
}

async function filesOf(source: string): Promise<string[]> {
  if (source === '-') return [source];
  try {
    if (!(await stat(source)).isDirectory()) return [source];
    const names = (await readdir(source)).filter(name => categoryFile.test(name)).sort();
    if (names.length > 0) return names.map(name => join(source, name));
  } catch (thrown) {
    throw new CapuchinError('unreadable-file', `cannot read ${source}: ${messageOf(thrown)}`, { cause: thrown });
  }
  throw new CapuchinError('unreadable-file', `${source} holds no file of BFCL tests, such as live_simple.jsonl`);
}
