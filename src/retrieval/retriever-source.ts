import type { Api } from '../catalog/index.js';

/** What every retriever is made from: which APIs there are and where its indexes may lie. A catalog's store gives all of it. */
export interface RetrieverSource {
  /** Where index files are kept; created when needed. */
  readonly folder: string;
  readonly collections: readonly IndexedCollection[];
  /** The APIs with these ids, in any order; ids that are no longer there are left out. */
  load(ids: readonly string[]): Promise<readonly Api[]> | readonly Api[];
  /** Ids of the APIs that say nearly the same as this one, itself included; of such APIs only the best becomes a hit. */
  readonly variants?: (id: string) => readonly string[];
  /** All APIs of a collection, read when its index must be made. */
  rebuild(collection: string): AsyncIterable<Api> | Iterable<Api>;
  /** Is told before an index is made. */
  readonly onRebuild?: (notice: RebuildNotice) => void;
  readonly signal?: AbortSignal;
  /** The right answers by request, as ids: what the oracle knows. */
  readonly relevant?: ReadonlyMap<string, ReadonlySet<string>>;
}

export interface IndexedCollection {
  readonly name: string;
  /** Changes whenever the collection's content does. */
  readonly fingerprint: string;
}

export interface RebuildNotice {
  readonly collection: string;
  /** `damaged` files are replaced like missing ones: an index holds nothing that its collection does not. */
  readonly reason: 'missing' | 'outdated' | 'damaged';
}
