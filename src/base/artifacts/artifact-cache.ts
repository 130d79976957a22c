import type { Artifact } from './artifact.js';

/** Artifacts kept in one folder. Several processes may use the same folder at once. */
export interface ArtifactCache {
  /**
   * Where an artifact lies: the file, or the entry file of installed packages. `undefined` when it must be pulled
   * first. Costs a few `stat` calls: sizes and stamps are compared, nothing is hashed.
   */
  locate(artifact: Artifact): string | undefined;
  /**
   * Fetches what is not there and gives what `locate` gives. Content is only ever put in place after its size and
   * hash were found right.
   *
   * @throws ArtifactUnavailable when every source failed; the signal's reason when aborted (what came over https is
   * kept, and the next pull continues it).
   */
  pull(artifact: Artifact, options?: PullOptions): Promise<string>;
  /** Hashes everything on disk again. */
  verify(artifact: Artifact, options?: { readonly signal?: AbortSignal }): Promise<ArtifactState>;
  /** Deletes an artifact and what is left of unfinished pulls; false when there was nothing. */
  remove(artifact: Artifact): Promise<boolean>;
  /** The state of each, in the order given, as cheaply as `locate`. */
  list(artifacts: readonly Artifact[]): Promise<readonly ArtifactStatus[]>;
}

export interface PullOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ArtifactProgress) => void;
}

export interface ArtifactProgress {
  readonly stage: 'wait' | 'download' | 'unpack' | 'install' | 'verify';
  /** What is being read, in words; empty while waiting for another process and while verifying. */
  readonly source: string;
  /** Bytes so far in this stage. */
  readonly done: number;
  /** Bytes expected in this stage; approximate for `install` and for downloads made by pip or npm. */
  readonly total: number;
}

export type ArtifactState = 'present' | 'missing' | 'damaged';

export interface ArtifactStatus {
  readonly artifact: Artifact;
  readonly state: ArtifactState;
  /** Bytes on disk, unfinished downloads included. */
  readonly bytes: number;
  readonly path: string | undefined;
}
