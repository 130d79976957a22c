import type { FileArtifact } from '../../base/index.js';

/**
 * The public models of Replicate as its owner publishes them: 3,808 with input and output schemas and a recorded run of
 * each. The package states no licence, so it is fetched by whoever wants it and no part of it is passed on.
 */
export const replicateModels: FileArtifact = {
  kind: 'file',
  name: 'replicate-models-1.352.0',
  description: 'The public models of Replicate: 3,808 with schemas and recorded examples (no licence stated)',
  licence: 'NOASSERTION',
  fileName: 'models.json',
  bytes: 62_769_751,
  sha256: '5b625c12c1249bea4552762df0328c94788da0a49de1943174772b4ea1e90a54',
  sources: [{ kind: 'npm', package: 'all-the-public-replicate-models', version: '1.352.0', member: 'models.json' }],
};
