import { canonicalJson, isJsonObject, type JsonObject, type JsonValue } from '../../../base/index.js';
import { type Api, standardCategory, standardIdentifier, standardName } from '../../../catalog/index.js';
import { type ArgumentChecker, argumentChecker } from '../../arguments/argument-checker.js';
import { cutText } from '../../cut-text.js';
import type { Observation } from '../../observation.js';
import { observationBody } from '../../observation-body.js';
import type { Recording } from '../recording.js';
import { type CacheEntry, type CacheFile, readCacheFolder, type UnreadableFile } from './cache-folder.js';

export interface CacheImportReport {
  readonly files: number;
  readonly entries: number;
  /** Recordings written. */
  readonly recordings: number;
  /** Entries whose arguments equal those of another once their spelling is taken off. */
  readonly duplicates: number;
  /** Entries whose arguments the API does not accept; they are written as they are, and no checked call finds them. */
  readonly misfits: number;
  /** Files of APIs that the collection does not have; written under the id that their path gives. */
  readonly unknown: readonly { readonly path: string; readonly id: string; readonly entries: number }[];
  readonly unreadable: readonly UnreadableFile[];
}

export interface CacheImportOptions {
  readonly collection: string;
  /** Of this collection. */
  readonly apis: Iterable<Api>;
  readonly keep: (recording: Recording) => void | Promise<void>;
  readonly signal?: AbortSignal;
}

/** Such a cache does not say which of its replies an API gave and which a model wrote. */
export const unknownOrigin = 'simulated (from: a cache that does not say which replies are real)';

/**
 * Turns a cache folder as StableToolBench keeps it into recordings. All of them are `simulated`, as it mixes real replies
 * with made-up ones without saying which. Arguments are spelt and typed as the collection's APIs have them.
 */
export async function importCache(folder: string, options: CacheImportOptions): Promise<CacheImportReport> {
  const { collection, keep, signal } = options;
  const known = byStandardPath(options.apis);
  const checker = argumentChecker();
  const counts = { files: 0, entries: 0, recordings: 0, duplicates: 0, misfits: 0 };
  const unknown: CacheImportReport['unknown'][number][] = [];
  const unreadable: UnreadableFile[] = [];

  for await (const file of readCacheFolder(folder, signal)) {
    counts.files += 1;
    if ('reason' in file) {
      unreadable.push(file);
      continue;
    }
    const { path, category, tool, api, entries, unreadableKeys } = file;
    counts.entries += entries.length + unreadableKeys.length;
    for (const key of unreadableKeys) unreadable.push({ path, reason: `no dictionary: ${cutText(key, 80)}` });
    const apis = known.get(pathOf(file)) ?? [];
    const id = `${collection}/${category}/${tool}/${api}`;
    if (apis.length === 0) unknown.push({ path, id, entries: entries.length });
    // Names that differ only in spelling share a path, and the cache cannot tell them apart either.
    for (const each of apis.length === 0 ? [undefined] : apis) await write(each?.id ?? id, each, entries);
  }
  return { ...counts, unknown, unreadable };

  async function write(id: string, api: Api | undefined, entries: readonly CacheEntry[]): Promise<void> {
    const chosen = new Map<string, Recording>();
    for (const { input, reply } of entries) {
      const fitted = api === undefined ? { arguments: input, fits: true } : await fitInput(input, api, checker);
      if (!fitted.fits) counts.misfits += 1;
      const recording = { api: id, arguments: fitted.arguments, observation: observationOf(reply) };
      const key = canonicalJson(fitted.arguments);
      const before = chosen.get(key);
      if (before !== undefined) counts.duplicates += 1;
      // Of equal calls the first that worked counts.
      if (before === undefined || (before.observation.status !== 'ok' && recording.observation.status === 'ok')) {
        chosen.set(key, recording);
      }
    }
    for (const recording of chosen.values()) await keep(recording);
    counts.recordings += chosen.size;
  }
}

function byStandardPath(apis: Iterable<Api>): Map<string, Api[]> {
  const known = new Map<string, Api[]>();
  for (const api of apis) {
    const { invocation } = api;
    if (invocation.kind !== 'toolbench') continue;
    const path = pathOf({
      category: standardCategory(invocation.category),
      tool: standardName(invocation.tool),
      api: standardIdentifier(invocation.api),
    });
    const same = known.get(path);
    if (same === undefined) known.set(path, [api]);
    else same.push(api);
  }
  return known;
}

function pathOf({ category, tool, api }: Pick<CacheFile, 'category' | 'tool' | 'api'>): string {
  return `${category}/${tool}/${api}`;
}

interface Fitted {
  readonly arguments: JsonObject;
  readonly fits: boolean;
}

/** The input under the API's own names of its parameters, with values as a checked call has them. */
async function fitInput(input: JsonObject, api: Api, checker: ArgumentChecker): Promise<Fitted> {
  const { parameters, invocation } = api;
  const renamed = invocation.kind === 'toolbench' ? (invocation.arguments ?? {}) : {};
  const names = new Map<string, string>();
  for (const name of Object.keys(isJsonObject(parameters['properties']) ? parameters['properties'] : {})) {
    const standard = standardIdentifier(renamed[name] ?? name);
    if (!names.has(standard)) names.set(standard, name);
  }
  const spelt = Object.fromEntries(
    Object.entries(input).map(([name, value]) => [names.get(standardIdentifier(name)) ?? name, value]),
  );
  const checked = await checker.check(parameters, spelt);
  return checked.ok ? { arguments: checked.arguments, fits: true } : { arguments: spelt, fits: false };
}

function observationOf(reply: JsonValue): Observation {
  const { error, response } = isJsonObject(reply) ? reply : {};
  const around = { provenance: 'simulated', elapsedMs: 0, coerced: [], warnings: [unknownOrigin] } as const;
  if (typeof error === 'string' && error !== '') {
    return { status: 'failed', reason: cutText(error, 2_000), ...around };
  }
  const value = response === undefined ? reply : response;
  return { status: 'ok', ...observationBody(typeof value === 'string' ? parsed(value) : value), ...around };
}

function parsed(text: string): JsonValue {
  if (!/^\s*[{[]/.test(text)) return text;
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text; // cut, or printed in another language: shown as it is
  }
}
