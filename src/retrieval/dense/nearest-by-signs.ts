/**
 * The documents whose signs differ least from the query's, at least `n` of them where there are as many: all that are as
 * near as the n-th. In document order.
 *
 * Distances are whole numbers from 0 to the number of bits, so counting how many documents lie at each distance tells how
 * far to go without sorting.
 */
export function nearestBySigns(
  query: Uint32Array,
  sets: readonly { readonly signs: Uint32Array }[],
  n: number,
): Uint32Array {
  const words = query.length;
  const distances = new Uint16Array(sets.reduce((sum, { signs }) => sum + signs.length / words, 0));
  const counts = new Uint32Array(words * 32 + 1);
  let first = 0;
  for (const { signs } of sets) {
    measure(query, signs, distances.subarray(first), counts);
    first += signs.length / words;
  }
  const { farthest, found } = reachOf(counts, n);
  const nearest = new Uint32Array(found);
  for (let document = 0, place = 0; place < found; document++) {
    if ((distances[document] as number) <= farthest) nearest[place++] = document;
  }
  return nearest;
}

/** Writes the distance of each row of signs, and adds to the count of each distance. */
function measure(query: Uint32Array, signs: Uint32Array, distances: Uint16Array, counts: Uint32Array): void {
  const words = query.length;
  for (let start = 0, document = 0; start < signs.length; start += words, document++) {
    let distance = 0;
    for (let word = 0; word < words; word++) {
      // The bits that are set, counted within pairs, then fours, then bytes, whose sum the product has on top.
      let bits = (query[word] as number) ^ (signs[start + word] as number);
      bits -= (bits >>> 1) & 0x55555555;
      bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
      distance += Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
    }
    distances[document] = distance;
    counts[distance] = (counts[distance] as number) + 1;
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
