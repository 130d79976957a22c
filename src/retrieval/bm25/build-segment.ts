import { setImmediate } from 'node:timers/promises';
import type { Api } from '../../catalog/index.js';
import type { Analyzer } from '../analysis/analyzer.js';
import { GrowingArray } from './growing-array.js';
import type { Segment } from './segment.js';

export interface SegmentSource {
  readonly collection: string;
  readonly fingerprint: string;
  /** In any order; ids are distinct. */
  readonly apis: AsyncIterable<Api> | Iterable<Api>;
  readonly signal?: AbortSignal;
}

/** Indexes a collection. Lets other work run now and then, so that it can be interrupted. */
export async function buildSegment(source: SegmentSource, analyzer: Analyzer): Promise<Segment> {
  const counted = new CountedDocuments(analyzer);
  for await (const api of source.apis) {
    counted.add(api);
    if (counted.ids.length % pauseEvery !== 0) continue;
    await setImmediate();
    source.signal?.throwIfAborted();
  }
  return {
    collection: source.collection,
    fingerprint: source.fingerprint,
    analyzer: analyzer.name,
    analyzerVersion: analyzer.version,
    ...invert(counted),
  };
}

const pauseEvery = 1_000;

/** The documents as they came: for each the terms in it and how often, one document after the other. */
class CountedDocuments {
  readonly ids: string[] = [];
  readonly lengths = new GrowingArray();
  readonly starts = new GrowingArray(); // of a document in `terms` and `counts`
  readonly terms = new GrowingArray();
  readonly counts = new GrowingArray();
  readonly #analyzer: Analyzer;
  readonly #termNumbers = new Map<string, number>();
  readonly #wordNumbers = new Map<string, number>(); // as `#termNumbers`, by the word before stemming
  /** By term number; all zero between documents. */
  #counting = new Uint32Array(1024);

  constructor(analyzer: Analyzer) {
    this.#analyzer = analyzer;
  }

  termList(): string[] {
    return [...this.#termNumbers.keys()];
  }

  add(api: Api): void {
    const present: number[] = [];
    let length = 0;
    for (const { text, weight } of this.#analyzer.fields(api)) {
      for (const word of this.#analyzer.words(text)) {
        const term = this.#wordNumbers.get(word) ?? this.#number(word);
        if (term === nothing) continue;
        if (this.#counting[term] === 0) present.push(term);
        (this.#counting[term] as number) += weight;
        length += weight;
      }
    }
    this.ids.push(api.id);
    this.lengths.push(length);
    this.starts.push(this.terms.length);
    for (const term of present) {
      this.terms.push(term);
      this.counts.push(this.#counting[term] as number);
      this.#counting[term] = 0;
    }
  }

  #number(word: string): number {
    const term = this.#analyzer.term(word);
    let number = term === '' ? nothing : this.#termNumbers.get(term);
    if (number === undefined) {
      number = this.#termNumbers.size;
      this.#termNumbers.set(term, number);
      if (number === this.#counting.length) {
        const larger = new Uint32Array(number * 2);
        larger.set(this.#counting);
        this.#counting = larger;
      }
    }
    this.#wordNumbers.set(word, number);
    return number;
  }
}

const nothing = -1;

type Arrays = Omit<Segment, 'collection' | 'fingerprint' | 'analyzer' | 'analyzerVersion'>;

/** From the terms of each document to the documents of each term: a counting sort, documents taken in id order. */
function invert(counted: CountedDocuments): Arrays {
  const documents = documentOrder(counted.ids);
  const { sorted, place } = sortTerms(counted.termList());
  const starts = counted.starts.values();
  const terms = counted.terms.values();
  const counts = counted.counts.values();

  const postingStarts = new Uint32Array(sorted.length + 1);
  for (const term of terms) (postingStarts[(place[term] as number) + 1] as number) += 1;
  for (let t = 0; t < sorted.length; t++) (postingStarts[t + 1] as number) += postingStarts[t] as number;

  const next = postingStarts.slice();
  const postingDocuments = new Uint32Array(terms.length);
  const postingCounts = hasAbove(counts, 0xff) ? new Uint16Array(terms.length) : new Uint8Array(terms.length);
  for (const [number, document] of documents.entries()) {
    const end = starts[document + 1] ?? terms.length;
    for (let i = starts[document] as number; i < end; i++) {
      const term = place[terms[i] as number] as number;
      const posting = next[term] as number;
      next[term] = posting + 1;
      postingDocuments[posting] = number;
      postingCounts[posting] = Math.min(counts[i] as number, 0xffff);
    }
  }

  const lengths = counted.lengths.values();
  const ids = packed(Array.from(documents, document => Buffer.from(counted.ids[document] as string)));
  const vocabulary = packed(sorted);
  return {
    wordCount: lengths.reduce((sum, length) => sum + length, 0),
    idBytes: ids.bytes,
    idStarts: ids.starts,
    lengths: Uint32Array.from(documents, document => lengths[document] as number),
    termBytes: vocabulary.bytes,
    termStarts: vocabulary.starts,
    postingStarts,
    postingDocuments,
    postingCounts,
  };
}

/** Positions of the ids in id order (by UTF-16 unit, as `<` compares). */
function documentOrder(ids: readonly string[]): Uint32Array {
  const order = Uint32Array.from(ids, (_, i) => i);
  const isSorted = ids.every((id, i) => i === 0 || (ids[i - 1] as string) <= id);
  return isSorted ? order : order.sort((a, b) => ((ids[a] as string) < (ids[b] as string) ? -1 : 1));
}

/** Terms by their bytes, and for each term its place among them. */
function sortTerms(terms: readonly string[]): { readonly sorted: readonly Buffer[]; readonly place: Uint32Array } {
  const bytes = terms.map(term => Buffer.from(term));
  const order = Uint32Array.from(terms, (_, i) => i).sort((a, b) =>
    Buffer.compare(bytes[a] as Buffer, bytes[b] as Buffer),
  );
  const place = new Uint32Array(terms.length);
  for (const [position, term] of order.entries()) place[term] = position;
  return { sorted: Array.from(order, term => bytes[term] as Buffer), place };
}

function packed(parts: readonly Buffer[]): { readonly bytes: Uint8Array; readonly starts: Uint32Array } {
  const starts = new Uint32Array(parts.length + 1);
  for (const [i, part] of parts.entries()) starts[i + 1] = (starts[i] as number) + part.length;
  return { bytes: Buffer.concat(parts), starts };
}

function hasAbove(numbers: Uint32Array, limit: number): boolean {
  return numbers.some(number => number > limit);
}
