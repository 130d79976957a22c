import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type SampleTensor, safetensorsOf } from '../fixtures/safetensors-content.js';
import { readSafetensors, toFloats } from '../safetensors.js';
import { readStaticModel } from './read-static-model.js';
import { staticEmbedder } from './static-embedder.js';

const folder = fileURLToPath(new URL('./fixtures/model2vec', import.meta.url));
const { texts, vectors } = JSON.parse(readFileSync(new URL('./fixtures/vectors.json', import.meta.url), 'utf8')) as {
  texts: string[];
  vectors: number[][];
};
const tensors = readSafetensors(readFileSync(join(folder, 'model.safetensors')));
const rows = toFloats(tensors.get('embeddings')!);
const weights = toFloats(tensors.get('weights')!);
const tokenCount = weights.length;

/** The sample model with other tensors or settings. */
function changed(changes: { tensors?: Readonly<Record<string, SampleTensor>>; config?: object }): string {
  const copy = mkdtempSync(join(tmpdir(), 'capuchin-model2vec-'));
  cpSync(folder, copy, { recursive: true });
  if (changes.tensors !== undefined) writeFileSync(join(copy, 'model.safetensors'), safetensorsOf(changes.tensors));
  if (changes.config !== undefined) writeFileSync(join(copy, 'config.json'), JSON.stringify(changes.config));
  return copy;
}

async function embed(path: string, given: readonly string[]): Promise<readonly Float32Array[]> {
  return staticEmbedder(await readStaticModel(path)).embed(given, 'query');
}

const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, component, i) => sum + component * (b[i] as number), 0);

describe('staticEmbedder', () => {
  it('gives the vectors that the Python package model2vec gives, on 50 texts', async () => {
    const made = await embed(folder, texts);
    expect(made).toHaveLength(50);
    for (const [i, vector] of made.entries()) {
      const difference = vector.map((component, k) => Math.abs(component - vectors[i]![k]!));
      expect(Math.max(...difference)).toBeLessThan(1e-5);
      expect(dot(vector, vector)).toBeCloseTo(1, 5);
    }
  });

  it('gives zeros where no word is known', async () => {
    const [empty, unknown] = await embed(folder, ['', '\u{1f412}\u{1f412}']);
    expect([...empty!, ...unknown!]).toEqual(Array(32).fill(0));
  });

  it('reads 8-bit rows with a scale for each dimension', async () => {
    const scales = Float32Array.from({ length: 16 }, (_, i) => 0.02 + i * 0.002);
    const small = Int8Array.from(rows, (value, i) =>
      Math.max(-127, Math.min(127, Math.round(value / scales[i % 16]!))),
    );
    const given = {
      embeddings: { dtype: 'I8', shape: [tokenCount, 16], data: small },
      scales: { dtype: 'F32', shape: [16], data: scales },
      weights: { dtype: 'F32', shape: [tokenCount], data: weights },
    };
    const made = await embed(changed({ tensors: given }), texts);
    for (const [i, vector] of made.entries()) expect(dot(vector, vectors[i]!)).toBeGreaterThan(0.995);
  });

  it('finds rows that several tokens share by the mapping', async () => {
    const mapping = BigInt64Array.from({ length: tokenCount }, (_, token) => BigInt(token % 7));
    const shared = {
      embeddings: { dtype: 'F32', shape: [7, 2], data: Float32Array.from({ length: 14 }, (_, i) => i + 1) },
      mapping: { dtype: 'I64', shape: [tokenCount], data: mapping },
    };
    const model = await readStaticModel(changed({ tensors: shared }));
    const [token = 0] = model.tokenizer.encode('numbers');
    const first = 2 * (token % 7) + 1;
    const [vector] = await staticEmbedder(model).embed(['numbers'], 'document');
    expect(vector![1]! / vector![0]!).toBeCloseTo((first + 1) / first, 5);
  });

  it('reads as much of a long text as model2vec', async () => {
    const long = [
      -0.34579, -0.08226, -0.12917, 0.15173, 0.24511, 0.07798, -0.28846, 0.08875, 0.4171, 0.03979, 0.20578, 0.39104,
      0.01565, 0.48082, -0.20847, 0.17608,
    ];
    const [vector] = await embed(folder, [Array(12).fill(texts.join(' ')).join(' ')]);
    expect(dot(vector!, long)).toBeGreaterThan(0.99999);
  });

  it('reads only the beginning of long texts', async () => {
    const long = `${'numbers '.repeat(600)} zero`;
    const [cut, beginning] = await embed(folder, [long, 'numbers']);
    expect(dot(cut!, beginning!)).toBeCloseTo(1, 6);
    const [whole] = await embed(changed({ config: { max_length: null } }), [long]);
    expect(dot(whole!, beginning!)).toBeLessThan(0.999999);
  });

  it('parts identifiers where the model says so', async () => {
    const parted = changed({ config: { split_identifiers: true } });
    const [joined, apart] = await embed(parted, ['invertMatrix', 'invert matrix']);
    expect(joined).toEqual(apart);
    expect((await embed(folder, ['invertMatrix']))[0]).not.toEqual(apart);
  });

  it('has a name that changes with the model', async () => {
    const [one, same, other] = await Promise.all([folder, changed({}), changed({ config: {} })].map(readStaticModel));
    expect(staticEmbedder(one!).name).toMatch(/^static-[0-9a-f]{12}$/);
    expect(same!.version).toBe(one!.version);
    expect(other!.version).not.toBe(one!.version);
  });

  it('stops when told to', async () => {
    const embedder = staticEmbedder(await readStaticModel(folder));
    await expect(embedder.embed(['x'], 'query', AbortSignal.abort('enough'))).rejects.toBe('enough');
  });
});

describe('readStaticModel', () => {
  const table = (count: number) => ({ dtype: 'I8', shape: [count, 2], data: new Int8Array(count * 2) });
  const numbers = (count: number) => ({ dtype: 'F32', shape: [count], data: new Float32Array(count).fill(9999) });

  it.each([
    ['no table of embeddings', { weights: numbers(3) }],
    ['no table of embeddings', { embeddings: numbers(3) }],
    ['tokens are without a vector', { embeddings: table(3) }],
    ['tokens are without a weight', { embeddings: table(tokenCount), weights: numbers(3) }],
    ['scales are not one a dimension', { embeddings: table(tokenCount), scales: numbers(3) }],
    ['mapped to vectors that are not there', { embeddings: table(3), mapping: numbers(tokenCount) }],
  ])('says that %s', async (problem, given) => {
    await expect(readStaticModel(changed({ tensors: given }))).rejects.toThrow(problem);
  });

  it('says what is expected where there is no model', async () => {
    await expect(readStaticModel(tmpdir())).rejects.toThrow("a folder in model2vec's format is expected");
  });
});
