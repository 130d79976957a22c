import { hashBytes } from './embedding-text.js';
import { packSigns } from './quantise.js';
import { type VectorSet, wordsPerRow } from './vector-set.js';

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
  const words = wordsPerRow(dimensions);
  const inOrder = vectors
    .map(vector => ({ ...vector, bytes: Buffer.from(vector.id) }))
    .sort((a, b) => Buffer.compare(a.bytes, b.bytes));

  const idStarts = new Uint32Array(vectors.length + 1);
  const hashes = new Uint8Array(vectors.length * hashBytes);
  const rows = new Int8Array(vectors.length * dimensions);
  const scales = new Float32Array(vectors.length);
  const signs = new Uint32Array(vectors.length * words);
  for (const [document, { bytes, hash, row, scale }] of inOrder.entries()) {
    idStarts[document + 1] = (idStarts[document] as number) + bytes.length;
    hashes.set(hash, document * hashBytes);
    rows.set(row, document * dimensions);
    scales[document] = scale;
    packSigns(row, signs.subarray(document * words, (document + 1) * words));
  }
  return { ...about, idBytes: Buffer.concat(inOrder.map(({ bytes }) => bytes)), idStarts, hashes, rows, scales, signs };
}
