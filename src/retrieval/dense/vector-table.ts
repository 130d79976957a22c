import { CapuchinError } from '../../base/index.js';
import { hashBytes } from './embedding-text.js';
import type { VectorSet } from './vector-set.js';

/** Vectors by the texts they were made of, whoever says them. */
export type VectorTable = Pick<VectorSet, 'embedder' | 'textVersion' | 'dimensions' | 'hashes' | 'rows' | 'scales'>;

/** A text's vector as it is kept. */
export interface KeptRow {
  readonly row: Int8Array;
  readonly scale: number;
}

/** What a hash is found by in a map. */
export function hashKey(hash: Uint8Array): string {
  return Buffer.from(hash.buffer, hash.byteOffset, hash.byteLength).toString('latin1');
}

/** The vectors of a table by the `hashKey` of their texts, as views of the table. */
export function rowsByText({ hashes, rows, scales, dimensions }: VectorTable): Map<string, KeptRow> {
  const known = new Map<string, KeptRow>();
  for (const [place, scale] of scales.entries()) {
    const hash = hashes.subarray(place * hashBytes, (place + 1) * hashBytes);
    known.set(hashKey(hash), { row: rows.subarray(place * dimensions, (place + 1) * dimensions), scale });
  }
  return known;
}

/**
 * The vectors of several collections as one table, in the order of their hashes, each text once: the last one's.
 *
 * @throws CapuchinError `vectors-differ` when they were not all made alike.
 */
export function vectorTable(sets: readonly VectorTable[]): VectorTable | undefined {
  const [first] = sets;
  if (first === undefined) return undefined;
  const { embedder, textVersion, dimensions } = first;
  for (const set of sets) {
    if (set.embedder === embedder && set.textVersion === textVersion && set.dimensions === dimensions) continue;
    throw new CapuchinError('vectors-differ', `vectors of ${embedder} and of ${set.embedder} cannot be put together`);
  }
  const known = new Map<string, KeptRow>();
  for (const set of sets) for (const [key, row] of rowsByText(set)) known.set(key, row);
  const keys = [...known.keys()].sort();
  const table = {
    hashes: new Uint8Array(keys.length * hashBytes),
    rows: new Int8Array(keys.length * dimensions),
    scales: new Float32Array(keys.length),
  };
  for (const [place, key] of keys.entries()) {
    const { row, scale } = known.get(key) as KeptRow;
    table.hashes.set(Buffer.from(key, 'latin1'), place * hashBytes);
    table.rows.set(row, place * dimensions);
    table.scales[place] = scale;
  }
  return { embedder, textVersion, dimensions, ...table };
}
