import { collectionNameFrom } from '../collection-name.js';
import type { Importer, ImportItem, ImportOptions } from '../importer.js';
import { compileDocuments, type DocumentToCompile } from './compile-documents.js';
import { type DocumentFile, documentFiles } from './document-files.js';
import { documentItems, readDocument } from './document-items.js';
import { readBounded, readSource } from './read-source.js';

export interface OpenApiImporterOptions {
  /** Largest document, and largest file it refers to. Default 200 MB. */
  readonly maxDocumentBytes?: number;
}

/**
 * Imports the operations of OpenAPI 2.0, 3.0 and 3.1 documents. Odd documents give warnings; only what is no OpenAPI
 * document at all is refused as a whole (`not-openapi`, `unreadable-document`, `unreadable-source`, `document-too-large`).
 * Of a folder or a pattern, files that are none are passed over with a warning, and those that cannot be read refused.
 */
export function openapi(options: OpenApiImporterOptions = {}): Importer {
  const maxBytes = options.maxDocumentBytes ?? 200_000_000;
  return {
    name: 'openapi',
    accepts:
      'OpenAPI 2.0, 3.0 or 3.1, JSON or YAML: a path, folder, pattern (quoted), http(s) URL, or - for standard input',
    defaultCollection: source => collectionNameFrom(telling(source)),
    async *read(source, importOptions: ImportOptions = {}): AsyncGenerator<ImportItem, void, void> {
      const files = await documentFiles(source);
      if (files !== undefined) return yield* compileDocuments(read(files, maxBytes), importOptions);
      const options = { ...importOptions, maxBytes };
      yield* documentItems(await readDocument(await readSource(source, maxBytes, importOptions), options), options);
    },
  };
}

export const openapiImporter: Importer = openapi();

/** Read again at every import: what a document refers to may have changed though the document has not. */
async function* read(files: readonly DocumentFile[], maxBytes: number): AsyncGenerator<DocumentToCompile, void, void> {
  for (const { path, name } of files) {
    yield { name, hash: '', uri: path, path, keyPrefix: `${name}/`, bytes: await readBounded(path, maxBytes) };
  }
}

/** The folder that a pattern begins with. */
function withoutPattern(source: string): string {
  return source.replace(/[/\\]?[^/\\]*[*?{[].*$/, '');
}

/** File names that say nothing about what is in the file. */
const generic = /^(?:api|api-docs|doc|docs|index|oas|openapi|schema|spec|swagger|v\d+)$/i;

/** The most specific word of a source: its file name, or the host where the file name says nothing. */
function telling(source: string): string {
  if (source === '-') return 'openapi';
  const isUrl = /^https?:\/\//i.test(source);
  const segments = withoutPattern(source.replace(isUrl ? /[?#].*$/ : /#.*$/, '')).split(/[/\\]/);
  const stem = (segments.at(-1) ?? '').replace(/\.(?:json|ya?ml)$/i, '');
  if (stem !== '' && !generic.test(stem) && segments.length > (isUrl ? 3 : 0)) return stem;
  if (isUrl) return new URL(source).hostname.replace(/^(?:www|api)\./, '');
  return segments.findLast((segment, i) => i < segments.length - 1 && /[a-z0-9]/i.test(segment)) ?? 'openapi';
}
