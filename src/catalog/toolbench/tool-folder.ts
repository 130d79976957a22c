import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { CapuchinError, isJsonObject, type JsonObject, type JsonValue, messageOf } from '../../base/index.js';
import type { SourcePointer } from '../api.js';
import type { ImportItem } from '../importer.js';
import { readApiRow } from './api-row.js';
import { toolBenchItems } from './toolbench-draft.js';

/** The largest tool document read; the published ones stay far below. */
const maxToolBytes = 64 * 1024 * 1024;

/** A tool's document in the published layout, `<category>/<tool>.json`. */
interface ToolFile {
  readonly path: string;
  readonly category: string;
  readonly stem: string;
}

/**
 * The tools of the published folder layout, in path order. `path` is the folder `tools`, the folder that holds it, or
 * one category of it.
 */
export async function* readToolFolder(path: string, signal?: AbortSignal): AsyncGenerator<ImportItem, void, void> {
  const files = await toolFiles(resolve(path));
  if (files.length === 0) {
    throw new CapuchinError('unreadable-file', `${path} holds no tools: expected <category>/<tool>.json below it`);
  }
  for (const file of files) {
    signal?.throwIfAborted();
    yield* readTool(file);
  }
}

/** One tool's document; its folder names the category. */
export function readToolFile(path: string): AsyncGenerator<ImportItem, void, void> {
  return readTool(toolFile(resolve(path)));
}

function toolFile(path: string): ToolFile {
  return { path, category: basename(dirname(path)), stem: basename(path, '.json') };
}

async function toolFiles(folder: string): Promise<ToolFile[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const inner = entries.find(entry => entry.isDirectory() && entry.name === 'tools');
  if (inner !== undefined) return toolFiles(join(folder, inner.name));
  const own = entries.filter(entry => entry.isFile() && entry.name.endsWith('.json'));
  if (own.length > 0) return own.map(entry => toolFile(join(folder, entry.name))).sort(byPath);
  const files: ToolFile[] = [];
  for (const category of entries.filter(entry => entry.isDirectory())) {
    const names = await readdir(join(folder, category.name));
    files.push(
      ...names.filter(name => name.endsWith('.json')).map(name => toolFile(join(folder, category.name, name))),
    );
  }
  return files.sort(byPath);
}

function byPath(a: ToolFile, b: ToolFile): number {
  return a.path < b.path ? -1 : 1;
}

async function* readTool(file: ToolFile): AsyncGenerator<ImportItem, void, void> {
  const tool = await readDocument(file.path);
  if (typeof tool === 'string') {
    yield { kind: 'refused', source: { uri: file.path }, reason: tool };
    return;
  }
  const apis = tool['api_list'];
  if (!Array.isArray(apis)) {
    yield { kind: 'refused', source: { uri: file.path }, reason: 'api_list must be a list' };
    return;
  }
  const keys = new Set<string>();
  for (const [index, api] of apis.entries()) {
    const source: SourcePointer = { uri: file.path, pointer: `/api_list/${index}` };
    const row = readApiRow(rowOf(tool, api, file));
    if (typeof row === 'string') yield { kind: 'refused', source, reason: row };
    else yield* toolBenchItems(row, unusedKey(`${file.category}/${file.stem}/${row.api}`, keys), source);
  }
}

/** The object, or in words why there is none. */
async function readDocument(path: string): Promise<JsonObject | string> {
  const { size } = await stat(path);
  if (size > maxToolBytes) return `the document is larger than ${maxToolBytes} bytes`;
  try {
    const value = JSON.parse(await readFile(path, 'utf8')) as JsonValue;
    return isJsonObject(value) ? value : 'a tool must be a JSON object';
  } catch (thrown) {
    return messageOf(thrown);
  }
}

/** The member names of tool documents as those of query files, which say the same in other words. */
function rowOf(tool: JsonObject, api: JsonValue, { category, stem }: ToolFile): JsonValue {
  if (!isJsonObject(api)) return api;
  const schema = api['schema'];
  return {
    category_name: category,
    tool_name: tool['tool_name'] ?? tool['title'] ?? stem,
    tool_description: tool['tool_description'] ?? '',
    api_name: api['name'] ?? '',
    api_description: api['description'] ?? '',
    method: api['method'] ?? '',
    url: api['url'] ?? '',
    host: tool['host'] ?? '',
    required_parameters: api['required_parameters'] ?? [],
    optional_parameters: api['optional_parameters'] ?? [],
    ...(schema === undefined || schema === null ? {} : { template_response: schema }),
  };
}

/** Tools list several APIs under one name; the second is `<name>#2`. */
function unusedKey(wanted: string, used: Set<string>): string {
  let key = wanted;
  for (let count = 2; used.has(key); count++) key = `${wanted}#${count}`;
  used.add(key);
  return key;
}
