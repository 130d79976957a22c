import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CapuchinError, createProgress, messageOf, systemClock, UsageError } from '../base/index.js';
import type { Store } from '../catalog/index.js';
import {
  type About,
  type DocumentationStore,
  documentationEndings,
  readDocumentation,
  readDocumentationFile,
} from '../retrieval/index.js';
import type { Io } from './io.js';
import { collectionsOfTool } from './known-names.js';
import type { Workbench } from './workbench.js';

export interface AboutFlags {
  readonly collection?: string;
  readonly api?: string;
  readonly tool?: string;
}

export interface AddedDocumentation {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Of what was added or changed. */
  readonly passages: number;
  readonly refused: readonly { readonly path: string; readonly reason: string }[];
}

const maxFiles = 20_000;

/** What the flags say that documentation is about. Throws `usage`, `not-found`. */
export async function aboutOf(bench: Workbench, { collection, api, tool }: AboutFlags): Promise<About> {
  const store = await bench.store();
  if (api !== undefined && tool !== undefined) throw new UsageError('--api and --tool were given; one names the other');
  if (collection !== undefined) await bench.source([collection]); // throws for one that is not there
  if (api !== undefined) {
    const found = await bench.api(api);
    if (collection !== undefined && collection !== found.collection) {
      throw new UsageError(`${api} is an API of ${found.collection}, not of ${collection}`);
    }
    return { collection: found.collection, ...(found.tool === '' ? {} : { tool: found.tool }), api: found.id };
  }
  if (tool === undefined) return collection === undefined ? {} : { collection };
  const owners = (await collectionsOfTool(store, tool)).filter(name => collection === undefined || name === collection);
  const [only] = owners;
  if (only === undefined) throw new CapuchinError('not-found', `${collection} has no tool named "${tool}"`);
  if (owners.length > 1) {
    throw new UsageError(`"${tool}" is a tool of ${owners.join(' and ')}; add --collection with one of them`);
  }
  return { collection: only, tool };
}

/**
 * Adds files, and all files of folders whose names end as documentation does. Each is kept whole before the next is read,
 * and one that is there unchanged is not read again: whoever is interrupted goes on with the same command. A file that was
 * named and cannot be read ends it; one of a folder is refused alone.
 */
export async function addDocumentation(
  sources: readonly string[],
  about: About,
  { io, store, documentation }: { readonly io: Io; readonly store: Store; readonly documentation: DocumentationStore },
): Promise<AddedDocumentation> {
  const files = await filesOf(sources, io.cwd);
  const progress = createProgress(io.stderr, { clock: systemClock });
  const task = files.length > 1 ? progress.start({ label: 'adding', unit: 'files', total: files.length }) : undefined;
  const counts = { added: 0, changed: 0, unchanged: 0, passages: 0 };
  const refused: { path: string; reason: string }[] = [];
  try {
    for (const [done, { path, isNamed }] of files.entries()) {
      io.signal.throwIfAborted();
      task?.update(done);
      try {
        const { outcome, passages } = await addFile(path, about, store, documentation, io.signal);
        counts[outcome] += 1;
        counts.passages += passages;
      } catch (thrown) {
        const isRefusal = thrown instanceof CapuchinError && thrown.code === 'unreadable-documentation';
        if (isNamed || !isRefusal) throw thrown;
        refused.push({ path, reason: messageOf(thrown) });
      }
    }
    task?.update(files.length);
    task?.end();
  } catch (thrown) {
    task?.fail();
    throw thrown;
  }
  return { ...counts, refused };
}

async function addFile(
  path: string,
  given: About,
  store: Store,
  documentation: DocumentationStore,
  signal: AbortSignal,
): Promise<{ readonly outcome: 'added' | 'changed' | 'unchanged'; readonly passages: number }> {
  const { bytes, hash } = await readDocumentationFile(path);
  const collection = given.collection ?? importedFrom(path, store);
  const about = collection === undefined ? given : { ...given, collection };
  if (documentation.holds({ path, hash, about })) return { outcome: 'unchanged', passages: 0 };
  const { title, passages } = await readDocumentation(path, bytes, signal);
  const ids =
    collection === undefined || !passages.some(each => each.pointer !== undefined)
      ? undefined
      : idsByPlace(store, collection);
  const apis = passages.map(({ pointer }) => (pointer === undefined ? undefined : ids?.(path, pointer)));
  const outcome = documentation.put({ path, hash, about, title, passages, apis });
  return { outcome, passages: passages.length };
}

/** The collection that was imported from this very file. */
function importedFrom(path: string, store: Store): string | undefined {
  return store.collections().find(({ source }) => resolve(source) === path)?.name;
}

/** Finds the API that was read from a place of a document; none where several could have been. */
function idsByPlace(store: Store, collection: string): (path: string, pointer: string) => string | undefined {
  const found = new Map<string, { readonly id: string; readonly path: string }[]>();
  for (const { id, source } of store.outlines(collection)) {
    const pointer = source.pointer ?? '';
    const others = found.get(pointer) ?? [];
    others.push({ id, path: resolve(source.uri) });
    found.set(pointer, others);
  }
  return (path, pointer) => {
    const candidates = found.get(pointer) ?? [];
    const exact = candidates.find(each => each.path === path);
    return exact?.id ?? (candidates.length === 1 ? candidates[0]?.id : undefined);
  };
}

async function filesOf(sources: readonly string[], folder: string) {
  const files = new Map<string, { readonly path: string; readonly isNamed: boolean }>();
  for (const source of sources) {
    const path = resolve(folder, source);
    const found = await stat(path).catch(() => undefined); // what is not there is said when it is read
    const isFolder = found?.isDirectory() === true;
    for (const file of isFolder ? await documentationIn(path) : [path]) {
      if (!files.has(file)) files.set(file, { path: file, isNamed: !isFolder });
    }
    if (files.size > maxFiles) throw new UsageError(`${source} has more than ${maxFiles} files; name folders in it`);
  }
  return [...files.values()];
}

async function documentationIn(folder: string): Promise<string[]> {
  const { glob } = await import('tinyglobby');
  const pattern = `**/*{${documentationEndings.join(',')}}`;
  const found = await glob(pattern, {
    cwd: folder,
    absolute: true,
    ignore: ['**/node_modules/**'],
    followSymbolicLinks: false,
    caseSensitiveMatch: false,
  });
  if (found.length === 0) {
    throw new CapuchinError(
      'unreadable-documentation',
      `${folder} has no file ending in ${documentationEndings.join(' ')}`,
    );
  }
  return found.map(path => resolve(path)).sort();
}
