/**
 * The vectors of one collection's APIs, in flat arrays. Documents are numbered in the order of their ids' UTF-8 bytes, as
 * the lexical index numbers them.
 */
export interface VectorSet {
  readonly collection: string;
  /** Of the collection's content when its texts were read. */
  readonly fingerprint: string;
  /** `name` of the embedder that made the vectors. */
  readonly embedder: string;
  /** `embeddingTextVersion` of the texts that were embedded. */
  readonly textVersion: number;
  readonly dimensions: number;
  /** Ids one after the other, UTF-8; id `d` is `idBytes[idStarts[d] .. idStarts[d + 1])`. */
  readonly idBytes: Uint8Array;
  readonly idStarts: Uint32Array; // [documents + 1]
  /** What each text hashes to, see `textHash`. */
  readonly hashes: Uint8Array; // [documents × 16], row-major
  readonly rows: Int8Array; // [documents × dimensions], row-major
  /** `rows · scale` has length 1; 0 for a text without a vector. */
  readonly scales: Float32Array; // [documents]
  /** The mean of the documents' vectors. */
  readonly centre: Float32Array; // [dimensions]
  /**
   * As `SignSpace` makes them. The first words of all documents come first, then the second ones: a scan goes through them
   * as they lie.
   */
  readonly signs: Uint32Array; // [signWords(dimensions) × documents], row-major
}

export function idAt({ idBytes, idStarts }: VectorSet, document: number): string {
  return utf8.decode(idBytes.subarray(idStarts[document], idStarts[document + 1]));
}

const utf8 = new TextDecoder();

/** The number of the document with this id; binary search. */
export function findId({ idBytes, idStarts, scales }: VectorSet, id: string): number | undefined {
  const wanted = Buffer.from(id);
  const bytes = Buffer.from(idBytes.buffer, idBytes.byteOffset, idBytes.byteLength);
  let low = 0;
  let high = scales.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const order = bytes.compare(wanted, 0, wanted.length, idStarts[middle], idStarts[middle + 1]);
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return undefined;
}

/** Whether every id is where `idStarts` says, so that a file from elsewhere can be read without looking again. */
export function idsAreInPlace({ idBytes, idStarts }: VectorSet): boolean {
  return (
    idStarts.at(-1) === idBytes.length && idStarts.every((start, i) => i === 0 || start >= (idStarts[i - 1] as number))
  );
}
