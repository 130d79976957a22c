import { hashBytes } from './embedding-text.js';
import { SignSpace } from './sign-space.js';
import type { VectorSet } from './vector-set.js';

/** One API's text with its vector as it is kept. */
export interface KeptVector {
  readonly id: string;
  readonly hash: Uint8Array;
  readonly row: Int8Array;
  readonly scale: number;
}

/** Puts vectors that were kept one by one, in any order, into flat arrays in id order. */
export function gatherVectors(
  about: Pick<VectorSet, 'collection' | 'fingerprint' | 'embedder' | 'textVersion' | 'dimensions'>,
  vectors: readonly KeptVector[],
): VectorSet {
  const { dimensions } = about;
  const inOrder = vectors
    .map(vector => ({ ...vector, bytes: Buffer.from(vector.id) }))
    .sort((a, b) => Buffer.compare(a.bytes, b.bytes));

  const idStarts = new Uint32Array(vectors.length + 1);
  const hashes = new Uint8Array(vectors.length * hashBytes);
  const rows = new Int8Array(vectors.length * dimensions);
  const scales = new Float32Array(vectors.length);
  for (const [document, { bytes, hash, row, scale }] of inOrder.entries()) {
    idStarts[document + 1] = (idStarts[document] as number) + bytes.length;
    hashes.set(hash, document * hashBytes);
    rows.set(row, document * dimensions);
    scales[document] = scale;
  }
  const idBytes = Buffer.concat(inOrder.map(({ bytes }) => bytes));
  const centre = centreOf(rows, scales, dimensions);
  const signs = signColumns(rows, scales, centre);
  return { ...about, idBytes, idStarts, hashes, rows, scales, centre, signs };
}

function centreOf(rows: Int8Array, scales: Float32Array, dimensions: number): Float32Array {
  const sum = new Float64Array(dimensions);
  for (const [document, scale] of scales.entries()) {
    const start = document * dimensions;
    for (let i = 0; i < dimensions; i++) sum[i] = (sum[i] as number) + (rows[start + i] as number) * scale;
  }
  return Float32Array.from(sum, component => component / Math.max(1, scales.length));
}

function signColumns(rows: Int8Array, scales: Float32Array, centre: Float32Array): Uint32Array {
  const space = new SignSpace(centre.length);
  const signs = new Uint32Array(scales.length * space.words);
  for (const [document, scale] of scales.entries()) {
    const row = rows.subarray(document * centre.length, (document + 1) * centre.length);
    for (const [word, bits] of space.signs(row, scale, centre).entries()) {
      signs[word * scales.length + document] = bits;
    }
  }
  return signs;
}
