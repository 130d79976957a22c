import { realpath } from 'node:fs/promises';
import { dirname, isAbsolute, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { CapuchinError, messageOf } from '../../base/index.js';
import type { ImportOptions } from '../importer.js';
import { parseDocument } from './parse-document.js';
import { readBounded, type SourceText } from './read-source.js';

/** Deepest nesting of a document that the bundler, which works by recursion, is given. */
const maxNesting = 1_000;
const maxFiles = 1_000;

/** What a document is after its references to other files were brought in, and what could not be. */
export interface Bundled {
  readonly root: unknown;
  readonly problems: readonly string[];
}

/**
 * The document with everything it refers to elsewhere brought into it, so that all its references are local. Files are
 * read only from the document's own folder and below; http(s) only when the document itself came from there, and then
 * through the same guarded fetch. What cannot be had stays a reference that leads nowhere.
 */
export async function bundleExternal(
  root: unknown,
  place: SourceText['place'],
  maxBytes: number,
  options: ImportOptions,
): Promise<Bundled> {
  const survey = surveyReferences(root);
  if (!survey.external) return { root, problems: [] };
  if (place === undefined) return { root, problems: ['references to other documents need a document with a place'] };
  if (survey.nesting > maxNesting)
    return { root, problems: ['nested too deep to bring in what it refers to elsewhere'] };

  const problems: string[] = [];
  let files = 0;
  const from = place;
  async function read(url: string): Promise<string> {
    options.signal?.throwIfAborted();
    files += 1;
    if (files > maxFiles) throw new CapuchinError('too-many-files', `more than ${maxFiles} files are referred to`);
    return new TextDecoder().decode(await readAllowed(url, from, maxBytes, options));
  }
  const { $RefParser } = await import('@apidevtools/json-schema-ref-parser'); // few documents need it
  const parser = new $RefParser();
  const start = place.kind === 'http' ? place.url : place.path;
  try {
    const bundled = await parser.bundle(start, structuredClone(root) as object, {
      continueOnError: true,
      resolve: {
        file: false,
        http: false,
        allowed: {
          order: 1,
          canRead: true,
          read: (file: { url: string }) =>
            read(file.url).catch((thrown: unknown) => {
              problems.push(messageOf(thrown));
              throw thrown;
            }),
        },
      },
      parse: {
        json: false,
        yaml: false,
        text: false,
        binary: false,
        document: {
          order: 1,
          canParse: true,
          parse: (file: { url: string; data: unknown }) => {
            const value = parseDocument(String(file.data), file.url);
            return surveyReferences(value).nesting > maxNesting ? {} : value;
          },
        },
      },
    });
    return { root: bundled, problems };
  } catch (thrown) {
    options.signal?.throwIfAborted();
    // With `continueOnError` the parser keeps what it could bring in and throws the list of the rest.
    if (problems.length === 0) problems.push(messageOf(thrown).split('\n', 1)[0] ?? '');
    return { root: parser.schema ?? root, problems };
  }
}

async function readAllowed(
  url: string,
  place: NonNullable<SourceText['place']>,
  maxBytes: number,
  options: ImportOptions,
): Promise<Uint8Array> {
  const refusal = (why: string) => new CapuchinError('reference-refused', `${url} is not read: ${why}`);
  if (/^https?:/i.test(url)) {
    if (place.kind !== 'http') throw refusal('a local document may not refer to the network');
    if (options.fetchDocument === undefined) throw refusal('no way to fetch documents was given');
    const { signal } = options;
    return (await options.fetchDocument(url, { maxBytes, ...(signal === undefined ? {} : { signal }) })).bytes;
  }
  if (place.kind !== 'file') throw refusal('a fetched document may not refer to files');
  const named = url.startsWith('file:') ? fileURLToPath(url) : fileURLToPath(new URL(url, pathToFileURL('/')));
  // Symbolic links are followed first, so that none leads out of the folder.
  const path = await realpath(named).catch(() => named);
  const inside = relative(dirname(await realpath(place.path)), path);
  if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) {
    throw refusal("outside the document's folder");
  }
  return readBounded(path, maxBytes);
}

/** Whether a value refers to other documents, and how deep it nests. Goes through shared parts once, without recursion. */
export function surveyReferences(root: unknown): { readonly external: boolean; readonly nesting: number } {
  const seen = new Set<object>();
  const open: { value: unknown; depth: number }[] = [{ value: root, depth: 1 }];
  let external = false;
  let nesting = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, depth } = next;
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    nesting = Math.max(nesting, depth);
    for (const [key, child] of Object.entries(value)) {
      if (key === '$ref' && typeof child === 'string' && !child.startsWith('#')) external = true;
      else if (typeof child === 'object' && child !== null) open.push({ value: child, depth: depth + 1 });
    }
  }
  return { external, nesting };
}
