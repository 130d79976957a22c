import type { LexicalSegment, Postings } from './lexical-segment.js';
import type { StringList } from './string-list.js';

export type FileArray = Uint8Array | Uint32Array;

/** The arrays of a segment by name, in the order in which they lie in its file. */
export function segmentArrays(segment: LexicalSegment): Map<string, FileArray> {
  const arrays = new Map<string, FileArray>();
  for (const [member, value] of Object.entries(segment) as [string, FileArray | StringList | Postings][]) {
    if (ArrayBuffer.isView(value)) arrays.set(member, value);
    else for (const [name, array] of Object.entries(value)) arrays.set(`${member}.${name}`, array);
  }
  return arrays;
}

/** What `segmentArrays` took apart. Throws when an array is missing. */
export function segmentOfArrays(arrays: ReadonlyMap<string, FileArray>): LexicalSegment {
  const bytes = (name: string) => arrayOf(arrays, name, Uint8Array);
  const numbers = (name: string) => arrayOf(arrays, name, Uint32Array);
  const strings = (name: string): StringList => ({ bytes: bytes(`${name}.bytes`), starts: numbers(`${name}.starts`) });
  const postings = (name: string): Postings => ({
    starts: numbers(`${name}.starts`),
    targets: numbers(`${name}.targets`),
    counts: numbers(`${name}.counts`),
    impacts: bytes(`${name}.impacts`),
    maxImpacts: bytes(`${name}.maxImpacts`),
  });
  return {
    ids: strings('ids'),
    fieldLengths: bytes('fieldLengths'),
    documentTools: numbers('documentTools'),
    documentProviders: numbers('documentProviders'),
    documentCategories: numbers('documentCategories'),
    documentSources: numbers('documentSources'),
    tools: strings('tools'),
    toolLengths: bytes('toolLengths'),
    providers: strings('providers'),
    categories: strings('categories'),
    sources: strings('sources'),
    terms: strings('terms'),
    postings: postings('postings'),
    toolPostings: postings('toolPostings'),
  };
}

function arrayOf<T extends FileArray>(
  arrays: ReadonlyMap<string, FileArray>,
  name: string,
  Kind: new (...given: never[]) => T,
): T {
  const found = arrays.get(name);
  if (!(found instanceof Kind)) throw new Error(`without ${name}`);
  return found;
}
