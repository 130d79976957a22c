import { CapuchinError } from '../../base/index.js';
import { SignScan } from './sign-scan.js';
import { SignSpace } from './sign-space.js';
import { type Scored, topScored } from './top-scored.js';
import { findId, idAt, type VectorSet } from './vector-set.js';

/**
 * Searches the vectors of one or several collections. Documents are numbered through: those of the first set in its order,
 * then those of the second. Queries are vectors of length 1 of the embedder that made the documents' vectors.
 */
export interface DenseIndex {
  readonly documentCount: number;
  idOf(document: number): string;
  /** The number of the document with this id, where there is one. */
  numberOf(id: string): number | undefined;
  /** The cosine of the query with each of these documents, in their order; 0 for a text without a vector. */
  scores(query: Float32Array, documents: ArrayLike<number>): Float32Array;
  /**
   * The `n` documents nearest to the query, best first, equal scores by document number. All documents are compared by the
   * signs of their components, and the cosine is taken of those nearest by that: a document may be missed.
   */
  top(query: Float32Array, n: number): readonly Scored[];
  /** As `top`, with the cosine of every document: nothing is missed, and it takes many times as long. */
  exact(query: Float32Array, n: number): readonly Scored[];
}

export interface DenseIndexOptions {
  /**
   * How many of the nearest by signs the cosine is taken of, about; eight times as many as are asked for where that is more.
   */
  readonly rescored?: number;
}

/** Of each set at the least: a small one may hold all that is near. */
const leastRescored = 400;

/** @throws CapuchinError `vectors-differ` when the sets were not all made by one embedder. */
export function denseIndex(sets: readonly VectorSet[], { rescored = 1_600 }: DenseIndexOptions = {}): DenseIndex {
  checkAlike(sets);
  const starts = [0];
  for (const { scales } of sets) starts.push((starts.at(-1) as number) + scales.length);
  const documentCount = starts.at(-1) as number;
  const space = new SignSpace(sets[0]?.dimensions ?? 0);
  const scans = sets.map(({ signs, scales }) => new SignScan(signs, scales.length));

  function candidatesOf(query: Float32Array, n: number): Uint32Array {
    const wanted = Math.max(rescored, 8 * n);
    const parts = sets.map(({ centre, scales }, place) => {
      const share = Math.ceil((wanted * scales.length) / documentCount);
      const signs = space.signs(query, 1, centre);
      const nearest = (scans[place] as SignScan).nearest(signs, Math.max(leastRescored, 8 * n, share));
      const first = starts[place] as number;
      return nearest.map(document => document + first);
    });
    const all = new Uint32Array(parts.reduce((sum, part) => sum + part.length, 0));
    let end = 0;
    for (const part of parts) {
      all.set(part, end);
      end += part.length;
    }
    return all;
  }

  /** Which set a document is of. */
  function setOf(document: number): number {
    let place = 0;
    while (document >= (starts[place + 1] as number)) place += 1;
    return place;
  }

  function scores(query: Float32Array, documents: ArrayLike<number>): Float32Array {
    const found = new Float32Array(documents.length);
    for (let i = 0; i < documents.length; i++) {
      const document = documents[i] as number;
      const place = setOf(document);
      found[i] = cosine(query, sets[place] as VectorSet, document - (starts[place] as number));
    }
    return found;
  }

  return {
    documentCount,
    idOf(document) {
      const place = setOf(document);
      return idAt(sets[place] as VectorSet, document - (starts[place] as number));
    },
    numberOf(id) {
      for (const [place, set] of sets.entries()) {
        const found = findId(set, id);
        if (found !== undefined) return (starts[place] as number) + found;
      }
      return undefined;
    },
    scores,
    top(query, n) {
      const candidates = candidatesOf(query, n);
      return topScored(candidates, scores(query, candidates), n);
    },
    exact(query, n) {
      const all = Uint32Array.from({ length: documentCount }, (_, document) => document);
      return topScored(all, scores(query, all), n);
    },
  };
}

function cosine(query: Float32Array, { rows, scales, dimensions }: VectorSet, document: number): number {
  let row = document * dimensions;
  // Four sums side by side: one alone would wait for itself.
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let i = 0;
  for (; i + 3 < dimensions; i += 4, row += 4) {
    a += (query[i] as number) * (rows[row] as number);
    b += (query[i + 1] as number) * (rows[row + 1] as number);
    c += (query[i + 2] as number) * (rows[row + 2] as number);
    d += (query[i + 3] as number) * (rows[row + 3] as number);
  }
  for (; i < dimensions; i++, row++) a += (query[i] as number) * (rows[row] as number);
  return (a + b + c + d) * (scales[document] as number);
}

function checkAlike(sets: readonly VectorSet[]): void {
  const [first] = sets;
  for (const { embedder, dimensions, collection } of sets) {
    if (embedder === first?.embedder && dimensions === first.dimensions) continue;
    throw new CapuchinError(
      'vectors-differ',
      `the vectors of ${collection} are of ${embedder} (${dimensions} dimensions), those of ${first?.collection} of ${first?.embedder} (${first?.dimensions})`,
    );
  }
}
