import { type StringList, stringAt, stringCount } from './string-list.js';

/**
 * The inverted index of some APIs of one collection, in flat arrays. Documents are numbered in id order; terms, tools,
 * providers, categories and sources in the order of their UTF-8 bytes. Equal APIs give equal segments, byte for byte.
 */
export interface LexicalSegment {
  readonly ids: StringList; // [documents]
  /** Coded lengths of the fields, see `lengthOf`. */
  readonly fieldLengths: Uint8Array; // [documents × fields], row-major
  readonly documentTools: Uint32Array; // [documents]
  readonly documentProviders: Uint32Array; // [documents]
  readonly documentCategories: Uint32Array; // [documents]
  /** The document of the collection's source that an API was read from. */
  readonly documentSources: Uint32Array; // [documents]
  /** Keys of tools, see `toolKey`. */
  readonly tools: StringList;
  readonly toolLengths: Uint8Array; // [tools × fields], row-major; coded as those of documents
  readonly providers: StringList;
  readonly categories: StringList;
  readonly sources: StringList;
  readonly terms: StringList;
  /** Where the terms stand: in documents, and in tools. */
  readonly postings: Postings;
  readonly toolPostings: Postings;
}

/** Term `t` stands in `targets[starts[t] .. starts[t + 1])`, ascending. */
export interface Postings {
  readonly starts: Uint32Array; // [terms + 1]
  /** Numbers of documents, or of tools. */
  readonly targets: Uint32Array; // [postings]
  /** How often the term stands in each field there, packed. */
  readonly counts: Uint32Array; // [postings]
  /** What that is worth: 255 · tf / (k1 + tf), where tf adds up weighted counts over lengths. */
  readonly impacts: Uint8Array; // [postings]
  /** The largest impact of each term. */
  readonly maxImpacts: Uint8Array; // [terms]
}

export const maxImpact = 255;

export function documentCount(segment: LexicalSegment): number {
  return segment.documentTools.length;
}

export function toolCount(segment: LexicalSegment): number {
  return stringCount(segment.tools);
}

export function documentId(segment: LexicalSegment, document: number): string {
  return stringAt(segment.ids, document);
}

/** The number of the document with this id; −1 when there is none. */
export function documentWithId(segment: LexicalSegment, id: string): number {
  let low = 0;
  let high = documentCount(segment);
  while (low < high) {
    const middle = (low + high) >>> 1;
    const found = documentId(segment, middle);
    if (found === id) return middle;
    if (found < id) low = middle + 1;
    else high = middle;
  }
  return -1;
}

/** What makes two APIs of a collection APIs of one tool. One without a tool is a tool of its own. */
export function toolKey(api: { readonly id: string; readonly provider: string; readonly tool: string }): string {
  return api.tool === '' ? `\n${api.id}` : `${api.provider}\n${api.tool}`;
}
