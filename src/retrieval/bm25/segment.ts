/**
 * The inverted index of one collection, in flat arrays. Documents are numbered in id order, terms in the order of their
 * UTF-8 bytes.
 */
export interface Segment {
  readonly collection: string;
  /** Of the collection's content when it was indexed. */
  readonly fingerprint: string;
  readonly analyzer: string;
  readonly analyzerVersion: number;
  /** Length of all documents together, in words. */
  readonly wordCount: number;
  /** Ids one after the other, UTF-8; id `d` is `idBytes[idStarts[d] .. idStarts[d + 1])`. */
  readonly idBytes: Uint8Array;
  readonly idStarts: Uint32Array; // [documents + 1]
  readonly lengths: Uint32Array; // [documents], in words
  readonly termBytes: Uint8Array;
  readonly termStarts: Uint32Array; // [terms + 1]
  /** Term `t` stands in `postingDocuments[postingStarts[t] .. postingStarts[t + 1])`, documents ascending. */
  readonly postingStarts: Uint32Array; // [terms + 1]
  readonly postingDocuments: Uint32Array; // [postings]
  /** How often the term stands in that document; 65,535 at most. */
  readonly postingCounts: Uint8Array | Uint16Array; // [postings]
}

export function documentCount(segment: Segment): number {
  return segment.lengths.length;
}

export function documentId(segment: Segment, document: number): string {
  const { idBytes, idStarts } = segment;
  return utf8.decode(idBytes.subarray(idStarts[document], idStarts[document + 1]));
}

const utf8 = new TextDecoder();

/** The postings of a term given as UTF-8, as a range; empty when the term does not occur. Binary search over the bytes. */
export function findPostings(segment: Segment, term: Uint8Array): { readonly start: number; readonly end: number } {
  const { termStarts, postingStarts } = segment;
  let low = 0;
  let high = termStarts.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const order = compareTerm(segment, middle, term);
    if (order === 0) return { start: at(postingStarts, middle), end: at(postingStarts, middle + 1) };
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return { start: 0, end: 0 };
}

function compareTerm({ termBytes, termStarts }: Segment, index: number, wanted: Uint8Array): number {
  const start = at(termStarts, index);
  const length = at(termStarts, index + 1) - start;
  const shared = Math.min(length, wanted.length);
  for (let i = 0; i < shared; i++) {
    const difference = at(termBytes, start + i) - at(wanted, i);
    if (difference !== 0) return difference;
  }
  return length - wanted.length;
}

/** An element that is there: positions come from the arrays themselves. */
function at(numbers: Uint8Array | Uint32Array, index: number): number {
  return numbers[index] as number;
}
