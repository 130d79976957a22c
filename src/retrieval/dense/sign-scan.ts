import { SignDistances } from './sign-distances.js';

/** Finds documents by how few signs differ from a query's. Uses the same memory again for each query. */
export class SignScan {
  readonly #distances: SignDistances | undefined; // of no documents none
  readonly #bits: number;

  /** `signs`: [words × documents], row-major; see `VectorSet.signs`. */
  constructor(signs: Uint32Array, documents: number) {
    this.#distances = documents === 0 ? undefined : new SignDistances(signs, documents);
    this.#bits = documents === 0 ? 0 : (signs.length / documents) * 32;
  }

  /**
   * The documents whose signs differ least from the query's, at least `n` of them where there are as many: all that are as
   * near as the n-th. In document order.
   *
   * Distances are whole numbers from 0 to the number of bits, so counting how many documents lie at each distance tells
   * how far to go without sorting.
   */
  nearest(query: Uint32Array, n: number): Uint32Array {
    if (this.#distances === undefined) return new Uint32Array();
    const distances = this.#distances.from(query);
    const { farthest, found } = reachOf(countsOf(distances, this.#bits), n);
    const nearest = new Uint32Array(found);
    for (let document = 0, place = 0; place < found; document++) {
      if ((distances[document] as number) <= farthest) nearest[place++] = document;
    }
    return nearest;
  }
}

/** How many documents lie at each distance. */
function countsOf(distances: Int32Array, most: number): Uint32Array {
  const counts = new Uint32Array(most + 1);
  for (let i = 0; i < distances.length; i++) {
    const distance = distances[i] as number;
    counts[distance] = (counts[distance] as number) + 1;
  }
  return counts;
}

/** The smallest distance within which there are `n` documents, and how many there are. */
function reachOf(counts: Uint32Array, n: number): { readonly farthest: number; readonly found: number } {
  let found = 0;
  for (let distance = 0; distance < counts.length; distance++) {
    found += counts[distance] as number;
    if (found >= n) return { farthest: distance, found };
  }
  return { farthest: counts.length, found };
}
