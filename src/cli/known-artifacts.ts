import type { Artifact } from '../base/index.js';
import { openapiDirectory } from '../catalog/index.js';
import { llamaRuntime, localModels } from '../models/index.js';

/** Every artifact this machine may need. */
export function knownArtifacts(platform: NodeJS.Platform): readonly Artifact[] {
  const runtime = llamaRuntime(platform);
  return [...(runtime === undefined ? [] : [runtime]), openapiDirectory, ...localModels.map(({ file }) => file)];
}
