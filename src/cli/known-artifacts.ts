import type { Artifact } from '../base/index.js';
import { huggingfaceTasks, openapiDirectory, replicateModels } from '../catalog/index.js';
import { llamaRuntime, localModels, minilmVocabulary, minilmWeights } from '../models/index.js';

/** Every artifact this machine may need. */
export function knownArtifacts(platform: NodeJS.Platform): readonly Artifact[] {
  const runtime = llamaRuntime(platform);
  const catalogs = [openapiDirectory, replicateModels, huggingfaceTasks];
  const models = [...new Set(localModels().map(({ file }) => file)), minilmWeights, minilmVocabulary];
  return [...(runtime === undefined ? [] : [runtime]), ...catalogs, ...models];
}
