import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CapuchinError, messageOf, UsageError } from '../../base/index.js';
import type { ImportOptions } from '../importer.js';

/** The text of a source and where it stands. */
export interface SourceText {
  readonly text: string;
  /** What the user named, for messages and source pointers. */
  readonly uri: string;
  /** Absolute place of the document: an http(s) URL, or the path of a file. Absent for standard input. */
  readonly place?: { readonly kind: 'http'; readonly url: string } | { readonly kind: 'file'; readonly path: string };
}

/**
 * Reads a path, a `file:` or http(s) URL, or standard input (`-`), at most `maxBytes`. Throws `CapuchinError`:
 * `document-too-large`, `unreadable-source`, or what `fetchDocument` throws.
 */
export async function readSource(source: string, maxBytes: number, options: ImportOptions): Promise<SourceText> {
  options.signal?.throwIfAborted();
  if (source === '-') return { text: decodeText(await readStream(options, maxBytes)), uri: '-' };
  if (/^https?:\/\//i.test(source)) {
    const fetchDocument = options.fetchDocument;
    if (fetchDocument === undefined)
      throw new UsageError(`${source} is a URL, and no way to fetch documents was given`);
    const { signal } = options;
    const fetched = await fetchDocument(source, { maxBytes, ...(signal === undefined ? {} : { signal }) });
    return { text: decodeText(fetched.bytes), uri: source, place: { kind: 'http', url: fetched.url } };
  }
  const path = source.startsWith('file:') ? fileURLToPath(source) : resolve(source);
  return { text: decodeText(await readBounded(path, maxBytes)), uri: source, place: { kind: 'file', path } };
}

/** A file's bytes. Throws `CapuchinError` when it cannot be read or is larger than `maxBytes`. */
export async function readBounded(path: string, maxBytes: number): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size > maxBytes) throw tooLarge(path, maxBytes);
    return await readFile(path);
  } catch (thrown) {
    if (thrown instanceof CapuchinError) throw thrown;
    throw new CapuchinError('unreadable-source', `cannot read ${path}: ${messageOf(thrown)}`, { cause: thrown });
  }
}

async function readStream({ stdin, signal }: ImportOptions, maxBytes: number): Promise<Uint8Array> {
  if (stdin === undefined) throw new UsageError('"-" reads standard input, and none was given');
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stdin) {
    signal?.throwIfAborted();
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge('standard input', maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(what: string, maxBytes: number): CapuchinError {
  return new CapuchinError('document-too-large', `${what} is larger than the limit of ${maxBytes} bytes`);
}

/** UTF-16 where a byte order mark says so, UTF-8 otherwise. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder().decode(bytes);
}
