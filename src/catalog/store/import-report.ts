import type { Collection, SourcePointer } from '../api.js';

/** What is imported, from where and by which importer. */
export interface CollectionSource {
  readonly name: string;
  readonly importer: string;
  readonly source: string;
}

export interface ImportReport {
  readonly collection: Collection;
  /** Parts of the source; 1 for a source that is not made of parts. */
  readonly documents: { readonly found: number; readonly unchanged: number; readonly removed: number };
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly removed: number;
  /** APIs of any collection whose name changed because another now wants, or no longer wants, the same. */
  readonly renamed: number;
  /** Those of unchanged documents included. */
  readonly refused: readonly Refusal[];
  readonly warnings: readonly Warning[];
}

export interface Refusal {
  readonly source: SourcePointer;
  readonly reason: string;
}

export interface Warning {
  readonly source: SourcePointer;
  readonly message: string;
}
