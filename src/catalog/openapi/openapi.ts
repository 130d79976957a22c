import { collectionNameFrom } from '../collection-name.js';
import type { Importer, ImportItem, ImportOptions } from '../importer.js';
import { documentItems } from './document-items.js';
import { readSource } from './read-source.js';

export interface OpenApiImporterOptions {
  /** Largest document, and largest file it refers to. Default 200 MB. */
  readonly maxDocumentBytes?: number;
}

/**
 * Imports the operations of one OpenAPI 2.0, 3.0 or 3.1 document. Odd documents give warnings; only what is no OpenAPI
 * document at all is refused as a whole (`not-openapi`, `unreadable-document`, `unreadable-source`, `document-too-large`).
 */
export function openapi(options: OpenApiImporterOptions = {}): Importer {
  const maxBytes = options.maxDocumentBytes ?? 200_000_000;
  return {
    name: 'openapi',
    accepts: 'an OpenAPI 2.0, 3.0 or 3.1 document, JSON or YAML: a path, an http(s) URL, or - for standard input',
    defaultCollection: source => collectionNameFrom(telling(source)),
    async *read(source, importOptions: ImportOptions = {}): AsyncGenerator<ImportItem, void, void> {
      const text = await readSource(source, maxBytes, importOptions);
      yield* documentItems(text, { ...importOptions, maxBytes });
    },
  };
}

export const openapiImporter: Importer = openapi();

/** File names that say nothing about what is in the file. */
const generic = /^(?:api|api-docs|doc|docs|index|oas|openapi|schema|spec|swagger|v\d+)$/i;

/** The most specific word of a source: its file name, or the host where the file name says nothing. */
function telling(source: string): string {
  if (source === '-') return 'openapi';
  const isUrl = /^https?:\/\//i.test(source);
  const segments = source.replace(/[?#].*$/, '').split(/[/\\]/);
  const stem = (segments.at(-1) ?? '').replace(/\.(?:json|ya?ml)$/i, '');
  if (stem !== '' && !generic.test(stem) && segments.length > (isUrl ? 3 : 0)) return stem;
  if (isUrl) return new URL(source).hostname.replace(/^(?:www|api)\./, '');
  return segments.findLast((segment, i) => i < segments.length - 1 && /[a-z0-9]/i.test(segment)) ?? 'openapi';
}
