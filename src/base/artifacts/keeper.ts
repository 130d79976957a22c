import type { Artifact } from './artifact.js';
import type { ArtifactState, PullOptions } from './artifact-cache.js';
import type { SourceTools } from './sources/delivery.js';

/** How one kind of artifact is kept in a folder of its own. `pull` runs under the artifact's lock. */
export interface Keeper<A extends Artifact> {
  locate(artifact: A, folder: string): string | undefined;
  /** Whether something lies there that `locate` would give if it were whole. */
  isThere(artifact: A, folder: string): boolean;
  pull(artifact: A, folder: string, options: PullOptions): Promise<string>;
  verify(artifact: A, folder: string, options: { readonly signal: AbortSignal | undefined }): Promise<ArtifactState>;
}

export interface KeeperOptions {
  readonly offline: boolean;
  readonly tools: SourceTools;
}
