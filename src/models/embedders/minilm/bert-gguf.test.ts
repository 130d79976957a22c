import { describe, expect, it } from 'vitest';
import { type SampleTensor, safetensorsOf } from '../fixtures/safetensors-content.js';
import { readSafetensors } from '../safetensors.js';
import { bertMetadata, bertTensors } from './bert-gguf.js';

const measures = {
  name: 'tiny',
  layers: 1,
  heads: 2,
  dimensions: 32,
  innerDimensions: 64,
  positions: 8,
  normEpsilon: 1e-12,
};
const vocabulary = ['[PAD]', '[unused0]', '[UNK]', '[CLS]', '[SEP]', '[MASK]', 'word', '##ing', '['];

describe('bertMetadata', () => {
  it('marks where words begin, and says which tokens are special', () => {
    expect(bertMetadata(measures, vocabulary)).toMatchObject({
      'bert.block_count': 1,
      'tokenizer.ggml.tokens': {
        strings: ['[PAD]', '[unused0]', '[UNK]', '[CLS]', '[SEP]', '[MASK]', '\u2581word', 'ing', '\u2581['],
      },
      'tokenizer.ggml.token_type': { integers: [3, 1, 3, 3, 3, 3, 1, 1, 1] },
      'tokenizer.ggml.bos_token_id': 3,
      'tokenizer.ggml.eos_token_id': 4,
      'tokenizer.ggml.unknown_token_id': 2,
    });
  });

  it('wants the special tokens', () => {
    expect(() => bertMetadata(measures, ['a'])).toThrow('the vocabulary of tiny has no [CLS]');
  });
});

describe('bertTensors', () => {
  const zeros = (...shape: number[]): SampleTensor => ({
    dtype: 'F32',
    shape,
    data: new Float32Array(shape.reduce((product, length) => product * length, 1)),
  });
  const layer = 'encoder.layer.0';
  const dense = (name: string, from: number, to: number) => ({
    [`${name}.weight`]: zeros(to, from),
    [`${name}.bias`]: zeros(to),
  });
  const norm = (name: string) => ({ [`${name}.weight`]: zeros(32), [`${name}.bias`]: zeros(32) });
  const stored: Readonly<Record<string, SampleTensor>> = {
    'embeddings.word_embeddings.weight': zeros(9, 32),
    'embeddings.position_embeddings.weight': zeros(8, 32),
    'embeddings.token_type_embeddings.weight': zeros(2, 32),
    ...norm('embeddings.LayerNorm'),
    ...dense(`${layer}.attention.self.query`, 32, 32),
    ...dense(`${layer}.attention.self.key`, 32, 32),
    ...dense(`${layer}.attention.self.value`, 32, 32),
    ...dense(`${layer}.attention.output.dense`, 32, 32),
    ...norm(`${layer}.attention.output.LayerNorm`),
    ...dense(`${layer}.intermediate.dense`, 32, 64),
    ...dense(`${layer}.output.dense`, 64, 32),
    ...norm(`${layer}.output.LayerNorm`),
  };

  it('gives every weight its name, matrices in 8 bits', () => {
    const made = bertTensors(measures, readSafetensors(safetensorsOf(stored)));
    expect(made).toHaveLength(Object.keys(stored).length);
    const ofName = new Map(made.map(tensor => [tensor.name, tensor]));
    expect(ofName.get('blk.0.ffn_up.weight')).toMatchObject({ type: 'Q8_0', shape: [64, 32] });
    expect(ofName.get('blk.0.ffn_up.weight')?.bytes).toHaveLength(64 * 34);
    expect(ofName.get('blk.0.attn_output_norm.weight')).toMatchObject({ type: 'F32', shape: [32] });
    expect(ofName.get('position_embd.weight')?.type).toBe('F32');
    expect(ofName.get('token_embd.weight')?.type).toBe('Q8_0');
  });

  it('names a weight that is missing', () => {
    const { [`${layer}.output.dense.bias`]: _, ...rest } = stored;
    expect(() => bertTensors(measures, readSafetensors(safetensorsOf(rest)))).toThrow(
      'the weights of tiny have no encoder.layer.0.output.dense.bias',
    );
  });
});
