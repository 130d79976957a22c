import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { messageOf } from '../../../base/index.js';
import type { Embedder } from '../../embedder.js';
import { ModelFailed } from '../../model-failed.js';
import { type BoundLlama, loadBinding } from '../../providers/llama/binding.js';
import { watchBusyCores } from '../../providers/llama/busy-cores.js';
import { fetched, runtimeEntry, threadsFor } from '../../providers/llama/provider.js';
import type { ModelContext } from '../../providers/model-provider.js';
import { BertTokenizer } from '../tokenizer/bert-tokenizer.js';
import { minilmVocabulary, minilmWeights } from './artifacts.js';
import { convertedWeights, minilmMeasures } from './convert-weights.js';
import { encoderEmbedder } from './encoder-embedder.js';

/** Tokens of a text that count, its frame included: what the model was trained with. */
const maxTokens = 256;

/**
 * all-MiniLM-L6-v2 in this process, 384 dimensions. What is missing is fetched through the context's artifact cache and
 * made ready, once. Close it after use.
 *
 * @throws ModelFailed, MissingDependency, ArtifactUnavailable
 */
export async function openMinilm(context: ModelContext): Promise<Embedder> {
  const runtime = await runtimeEntry(context);
  const weights = await fetched(minilmWeights, context);
  const vocabulary = (await readFile(await fetched(minilmVocabulary, context), 'utf8')).trimEnd().split('\n');
  const modelPath = await convertedWeights(weights, vocabulary);
  const busyCores = watchBusyCores();
  const binding = await loadBinding(runtime);
  const threads = threadsFor(undefined, availableParallelism(), busyCores());
  let llama: BoundLlama | undefined;
  try {
    llama = await binding.getLlama({
      gpu: false,
      build: 'never',
      skipDownload: true,
      progressLogs: false,
      maxThreads: threads,
      logLevel: 'error',
      logger: (_level, message) => context.onNotice?.(message.trim()),
    });
    const model = await llama.loadModel({
      modelPath,
      gpuLayers: 0,
      ...(context.signal ? { loadSignal: context.signal } : {}),
    });
    // Texts are short: a text to each core is quicker than all cores at one text.
    const contexts = await Promise.all(
      Array.from({ length: threads }, () =>
        model.createEmbeddingContext({ contextSize: maxTokens + 1, batchSize: maxTokens + 1, threads: 1 }),
      ),
    );
    const opened = llama;
    return encoderEmbedder({
      name: `minilm-${minilmWeights.sha256.slice(0, 12)}-q8`,
      dimensions: minilmMeasures.dimensions,
      tokenizer: minilmTokenizer(vocabulary),
      maxTokens,
      encoders: contexts.map(each => async tokens => (await each.getEmbeddingFor([...tokens])).vector),
      close: () => opened.dispose(),
    });
  } catch (thrown) {
    await llama?.dispose();
    context.signal?.throwIfAborted();
    throw new ModelFailed(`${minilmMeasures.name} could not be loaded: ${messageOf(thrown)}`, { cause: thrown });
  }
}

/** As its `tokenizer.json` has it. */
export function minilmTokenizer(vocabulary: readonly string[]): BertTokenizer {
  const ids = new Map(vocabulary.map((token, id) => [token, id]));
  const id = (token: string) => ids.get(token) as number;
  return new BertTokenizer({
    vocabulary: { ids, continuation: '##', unknownId: id('[UNK]'), maxWordLength: 100 },
    normalizer: { clean_text: true, handle_chinese_chars: true, strip_accents: null, lowercase: true },
    added: new Map(['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'].map(token => [token, id(token)])),
  });
}
