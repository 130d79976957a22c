import type { ApiFilter } from '../api-filter.js';

/**
 * An inverted index over the documents (APIs) of several collections and over their tools. Documents and tools go by
 * numbers, which hold as long as the index is open. Nothing in it waits: the files were read when it was opened.
 */
export interface LexicalIndex {
  /** How many documents and tools there are to find. */
  readonly documentCount: number;
  readonly toolCount: number;
  /** What the index knows of the words of a request. */
  query(text: string): LexicalQuery;
  /** The `k` documents with the highest scores, best first, equal scores by id. Documents without any term never show. */
  search(query: LexicalQuery, k: number, mask?: DocumentMask): readonly FoundDocument[];
  /** What stands where in these documents and their tools. */
  evidence(query: LexicalQuery, documents: ArrayLike<number>): LexicalEvidence;
  /** The documents that pass the parts of a filter that the index knows of; `undefined` when all do. */
  mask(filter: Pick<ApiFilter, 'collections' | 'providers' | 'categories'>): DocumentMask | undefined;
  /** The documents of the tools that are wanted. */
  toolMask(wanted: (tool: number) => boolean): DocumentMask;
  id(document: number): string;
  /** The document with this id; `undefined` when there is none. */
  documentOf(id: string): number | undefined;
  /** The number of a document's tool. APIs without a tool are each a tool of their own. */
  toolOf(document: number): number;
  /** In id order. */
  documentsOf(tool: number): Uint32Array;
}

export interface FoundDocument {
  readonly document: number;
  /** The sum of the document's terms and of its tool's, see `LexicalWeights`; larger than 0. */
  readonly score: number;
}

/** The distinct terms of a request, in order of their first word in it; close terms stand in the place of that word. */
export interface LexicalQuery {
  readonly terms: readonly LexicalTerm[];
  /** Words of the request that stand in no document and are close to none that does, lower-case, in their order. */
  readonly unmatched: readonly string[];
}

export interface LexicalTerm {
  readonly term: string;
  /** How often it stands in the request; less than 1 for a term that is only close to a word of it. */
  readonly weight: number;
  /** Inverse document frequency over documents, and over tools: ln(1 + (N − n + ½) / (n + ½)). */
  readonly idf: number;
  readonly toolIdf: number;
  /** How many documents it stands in; 0 for no term of a query. */
  readonly documentCount: number;
  /** The word of the request that stands in no document, and which this term is close to. */
  readonly closeTo?: string;
  /** Its number in each segment of the index; −1 where the segment does not have it. */
  readonly numbers: Int32Array; // [segments]
}

/** 1 for each document that may be found, 0 for the others; by document number. */
export type DocumentMask = Uint8Array;

/** Terms are the query's, in its order; counts are read with `countIn` and `toolCountIn`, lengths with `lengthOf`. */
export interface LexicalEvidence {
  readonly documents: Uint32Array;
  /** Packed counts of the fields. */
  readonly counts: Uint32Array; // [documents × terms], row-major
  /** Coded lengths of the fields. */
  readonly lengths: Uint8Array; // [documents × fields], row-major
  /** The distinct tools of the documents, and for each document its tool's place among them. */
  readonly tools: Uint32Array;
  readonly toolPlaces: Uint32Array; // [documents]
  /** Packed counts of the fields of all the tool's documents together. */
  readonly toolCounts: Uint32Array; // [tools × terms], row-major
  readonly toolLengths: Uint8Array; // [tools × fields], row-major
  /** How many documents a tool has. */
  readonly toolSizes: Uint32Array; // [tools]
}
