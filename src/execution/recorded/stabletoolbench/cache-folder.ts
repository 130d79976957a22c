import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { CapuchinError, isJsonObject, type JsonObject, type JsonValue, messageOf } from '../../../base/index.js';
import { pythonLiteral } from './python-literal.js';

/** The cached replies of one API, by the standard names that its path is made of. */
export interface CacheFile {
  readonly path: string;
  readonly category: string;
  readonly tool: string;
  readonly api: string;
  readonly entries: readonly CacheEntry[];
  /** Keys that are no printed dictionary. */
  readonly unreadableKeys: readonly string[];
}

export interface CacheEntry {
  readonly input: JsonObject;
  readonly reply: JsonValue;
}

export interface UnreadableFile {
  readonly path: string;
  readonly reason: string;
}

const maxFileBytes = 256 * 1024 * 1024;

/**
 * The files of a cache folder as StableToolBench keeps them, `<category>/<tool>_for_<category>/<api>.json`, in path
 * order. Each maps the input of a call, printed as a Python dictionary or as JSON, to its reply.
 *
 * @throws CapuchinError `unreadable-file` when there is no such folder or no such file in it.
 */
export async function* readCacheFolder(
  folder: string,
  signal?: AbortSignal,
): AsyncGenerator<CacheFile | UnreadableFile, void, void> {
  let count = 0;
  for (const category of await foldersIn(folder)) {
    for (const tool of await foldersIn(join(folder, category))) {
      const names = (await readdir(join(folder, category, tool))).filter(name => name.endsWith('.json')).sort();
      for (const name of names) {
        signal?.throwIfAborted();
        count += 1;
        yield readFileOf(join(folder, category, tool, name), category, tool);
      }
    }
  }
  if (count > 0) return;
  throw new CapuchinError(
    'unreadable-file',
    `${folder} holds no cache: expected <category>/<tool>_for_<category>/<api>.json below it`,
  );
}

async function foldersIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter(entry => entry.isDirectory())
      .map(entry => entry.name)
      .sort();
  } catch (thrown) {
    throw new CapuchinError('unreadable-file', `cannot read ${folder}: ${messageOf(thrown)}`, { cause: thrown });
  }
}

async function readFileOf(path: string, category: string, folder: string): Promise<CacheFile | UnreadableFile> {
  const { size } = await stat(path);
  if (size > maxFileBytes) return { path, reason: `it is larger than ${maxFileBytes} bytes` };
  let content: JsonValue;
  try {
    content = JSON.parse(await readFile(path, 'utf8')) as JsonValue;
  } catch (thrown) {
    return { path, reason: messageOf(thrown) };
  }
  if (!isJsonObject(content)) return { path, reason: 'it must hold one JSON object' };
  const entries: CacheEntry[] = [];
  const unreadableKeys: string[] = [];
  for (const [key, reply] of Object.entries(content)) {
    const input = key.trim() === '' ? {} : pythonLiteral(key);
    if (isJsonObject(input)) entries.push({ input, reply });
    else unreadableKeys.push(key);
  }
  const suffix = `_for_${category}`;
  const tool = folder.endsWith(suffix) ? folder.slice(0, -suffix.length) : folder;
  return { path, category, tool, api: basename(path, '.json'), entries, unreadableKeys };
}
