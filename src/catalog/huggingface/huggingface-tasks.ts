import type { FileArtifact } from '../../base/index.js';

/** Hugging Face's own description of machine learning tasks: schemas, suggested models, sample inputs. */
export const huggingfaceTasks: FileArtifact = {
  kind: 'file',
  name: 'huggingface-tasks-0.21.54',
  description: 'The tasks of Hugging Face: 33 with schemas of their inputs and outputs',
  licence: 'MIT',
  fileName: 'huggingface-tasks-0.21.54.tgz',
  bytes: 475_634,
  sha256: 'ec3461a9eb087379adfc4e8830ae9980d1919d79c5f260dfc8564d67df65c7a2',
  sources: [{ kind: 'npm', package: '@huggingface/tasks', version: '0.21.54' }],
};
