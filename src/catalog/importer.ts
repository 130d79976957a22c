import type { ApiDraft, SourcePointer } from './api.js';

/** What an importer finds, in source order. A refused item is counted and shown; it never ends an import. */
export type ImportItem =
  | { readonly kind: 'api'; readonly draft: ApiDraft }
  | { readonly kind: 'refused'; readonly source: SourcePointer; readonly reason: string }
  | { readonly kind: 'warning'; readonly source: SourcePointer; readonly message: string };

export interface ImportOptions {
  readonly signal?: AbortSignal;
  /** Standard input, for sources named `-`. */
  readonly stdin?: AsyncIterable<Uint8Array>;
  /** How sources named by an http(s) URL are read; without it they are refused. */
  readonly fetchDocument?: FetchDocument;
}

/** Reads one document over http(s). Rejects with `CapuchinError` when it cannot, or when it is over `maxBytes`. */
export type FetchDocument = (
  url: string,
  options: { readonly maxBytes: number; readonly signal?: AbortSignal },
) => Promise<FetchedDocument>;

export interface FetchedDocument {
  /** Where it was found in the end, after redirects. */
  readonly url: string;
  readonly bytes: Uint8Array;
}

export interface Importer {
  readonly name: string;
  /** One line for help texts: what `source` may be. */
  readonly accepts: string;
  /** Name for the collection when the user gives none; a legal collection name. */
  defaultCollection(source: string): string;
  /** Streams what the source holds. Throws `CapuchinError` when the source as a whole cannot be read. */
  read(source: string, options?: ImportOptions): AsyncGenerator<ImportItem, void, void>;
}
