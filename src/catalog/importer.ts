import type { ArtifactCache } from '../base/index.js';
import type { ApiDraft, SourcePointer } from './api.js';
import type { ConnectMcp } from './mcp/mcp-session.js';
import type { SharedDefinition } from './shared-definition.js';
import type { CommonMembers, PackedApi } from './store/packed-api.js';
import type { PackedDefinition } from './store/packed-definition.js';

/** What an importer finds, in source order. A refused item is counted and shown; it never ends an import. */
export type ImportItem =
  | ImportedDocument
  | { readonly kind: 'api'; readonly draft: ApiDraft }
  | SharedDefinition
  | PackedItems
  | { readonly kind: 'refused'; readonly source: SourcePointer; readonly reason: string }
  | { readonly kind: 'warning'; readonly source: SourcePointer; readonly message: string };

/**
 * A part of the source begins, to which the items up to the next belong. Each is kept or replaced as a whole as soon as
 * it ends. Sources of one part need not say so.
 */
export interface ImportedDocument {
  readonly kind: 'document';
  /** Unique within the source, the same at every import. */
  readonly name: string;
  /** Of everything its items are made from: its content, and the version of what reads it. */
  readonly hash: string;
  /** It was imported before with this hash, so its items are not given again. */
  readonly unchanged?: true;
}

/** APIs and definitions of the document in the form in which the store keeps them, prepared in another thread. */
export interface PackedItems {
  readonly kind: 'packed';
  readonly common: CommonMembers;
  readonly apis: readonly PackedApi[];
  readonly definitions: readonly PackedDefinition[];
}

export interface ImportOptions {
  readonly signal?: AbortSignal;
  /** Whether a document with this hash is there already, so that the importer need not read it again. */
  readonly isImported?: (document: string, hash: string) => boolean;
  /** Told how far a long import is; `fraction` of the source's bytes, 0 to 1. */
  readonly onProgress?: (progress: { readonly documents: number; readonly fraction: number }) => void;
  /** Where sources that are published packages are kept. */
  readonly artifacts?: ArtifactCache;
  /** Standard input, for sources named `-`. */
  readonly stdin?: AsyncIterable<Uint8Array>;
  /** How sources named by an http(s) URL are read; without it they are refused. */
  readonly fetchDocument?: FetchDocument;
  /** How servers of the Model Context Protocol are reached; without it they are refused. */
  readonly connectMcp?: ConnectMcp;
  /** What such a server says of its tools' effects counts: tools that it says only read are of effect `read`. */
  readonly trustAnnotations?: boolean;
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
  /** What is read when the user names no source; absent where one must be named. */
  readonly defaultSource?: string;
  /** Name for the collection when the user gives none; a legal collection name. */
  defaultCollection(source: string): string;
  /** Streams what the source holds. Throws `CapuchinError` when the source as a whole cannot be read. */
  read(source: string, options?: ImportOptions): AsyncGenerator<ImportItem, void, void>;
}
