/** Finds documents by how few signs differ from a query's. Uses the same memory again for each query. */
export class SignScan {
  readonly #distances: Uint16Array;
  readonly #words: number;

  /** `signs`: [words × documents], row-major; see `VectorSet.signs`. */
  constructor(
    readonly signs: Uint32Array,
    documents: number,
  ) {
    this.#distances = new Uint16Array(documents);
    this.#words = documents === 0 ? 0 : signs.length / documents;
  }

  /**
   * The documents whose signs differ least from the query's, at least `n` of them where there are as many: all that are as
   * near as the n-th. In document order.
   *
   * Distances are whole numbers from 0 to the number of bits, so counting how many documents lie at each distance tells
   * how far to go without sorting.
   */
  nearest(query: Uint32Array, n: number): Uint32Array {
    const distances = this.#distances.fill(0);
    for (let word = 0; word < this.#words; word += 4) addDistances(query, this.signs, word, distances);
    const counts = new Uint32Array(this.#words * 32 + 1);
    for (const distance of distances) counts[distance] = (counts[distance] as number) + 1;
    const { farthest, found } = reachOf(counts, n);
    const nearest = new Uint32Array(found);
    for (let document = 0, place = 0; place < found; document++) {
      if ((distances[document] as number) <= farthest) nearest[place++] = document;
    }
    return nearest;
  }
}

/** Adds to each document's distance the bits that differ in four words from `word` on. */
function addDistances(query: Uint32Array, signs: Uint32Array, word: number, distances: Uint16Array): void {
  const count = distances.length;
  const column = (place: number) => new Int32Array(signs.buffer, signs.byteOffset + place * count * 4, count);
  const [c0, c1, c2, c3] = [column(word), column(word + 1), column(word + 2), column(word + 3)] as const;
  const bits = (place: number) => (query[place] as number) | 0;
  const [q0, q1, q2, q3] = [bits(word), bits(word + 1), bits(word + 2), bits(word + 3)] as const;
  for (let i = 0; i < count; i++) {
    // The bits that are set, counted within pairs, then fours of two words, then bytes of all four, whose sum the
    // product has on top: no count outgrows its place.
    let a = (c0[i] as number) ^ q0;
    let b = (c1[i] as number) ^ q1;
    let c = (c2[i] as number) ^ q2;
    let d = (c3[i] as number) ^ q3;
    a -= (a >>> 1) & 0x55555555;
    b -= (b >>> 1) & 0x55555555;
    c -= (c >>> 1) & 0x55555555;
    d -= (d >>> 1) & 0x55555555;
    const ab = (a & 0x33333333) + ((a >>> 2) & 0x33333333) + (b & 0x33333333) + ((b >>> 2) & 0x33333333);
    const cd = (c & 0x33333333) + ((c >>> 2) & 0x33333333) + (d & 0x33333333) + ((d >>> 2) & 0x33333333);
    const bytes = (ab & 0x0f0f0f0f) + ((ab >>> 4) & 0x0f0f0f0f) + (cd & 0x0f0f0f0f) + ((cd >>> 4) & 0x0f0f0f0f);
    distances[i] = (distances[i] as number) + (Math.imul(bytes, 0x01010101) >>> 24);
  }
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
