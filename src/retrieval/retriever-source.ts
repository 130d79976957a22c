import type { Api } from '../catalog/index.js';
import type { Embedder } from '../models/index.js';
import type { SplitRequest } from './decomposition/decomposed.js';
import type { WeightsByKind } from './fusion/weights-for.js';

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
  /**
   * Fingerprint of the APIs by document of the collection's source, and the APIs of one of them: with both, an index is
   * brought up to date where the collection changed. A document without APIs may be left out.
   */
  readonly documents?: (collection: string) => ReadonlyMap<string, string>;
  readonly ofDocument?: (collection: string, document: string) => AsyncIterable<Api> | Iterable<Api>;
  /** Is told before an index is made or brought up to date. */
  readonly onRebuild?: (notice: RebuildNotice) => void;
  readonly signal?: AbortSignal;
  /** The right answers by request, as ids: what the oracle knows. */
  readonly relevant?: ReadonlyMap<string, ReadonlySet<string>>;
  /** What has been learned of ordering candidates, where it is other than what comes with the package. */
  readonly fusionWeights?: WeightsByKind;
  /** The wishes of a request, each searched by itself as well; by rules when absent. */
  readonly split?: SplitRequest;
  /** Where engines outside this process keep their indexes. */
  readonly backends?: Backends;
  /** Makes vectors of texts, for retrievers that find by meaning. Opened when it is needed; the caller closes it. */
  readonly embedder?: () => Promise<Embedder>;
  /** Is told how many APIs of a collection have their vectors, while these are made. */
  readonly onEmbedded?: (progress: { readonly collection: string; readonly apis: number }) => void;
}

export interface Backends {
  /** A folder, or an address in object storage such as `s3://bucket/path`; `lancedb` in `folder` when left out. */
  readonly lancedbUri?: string;
  /** Options of LanceDB's storage, as it names them; what it finds in its own environment variables need not be given. */
  readonly lancedbStorage?: Readonly<Record<string, string>>;
  /** `postgres://user@host/database`; may hold a password and so is never shown. */
  readonly postgresUrl?: string;
  /** Whether vectors of each API's text, made by the source's embedder, are searched beside its words. */
  readonly vectors?: boolean;
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
