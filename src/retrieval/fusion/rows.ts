/** The sums of the rows of a matrix of `rowCount` rows. */
export function sumOfRows(matrix: Float64Array, rowCount: number): Float64Array {
  const sums = new Float64Array(rowCount);
  const width = rowCount === 0 ? 0 : matrix.length / rowCount;
  for (let row = 0; row < rowCount; row++) {
    let sum = 0;
    for (let i = row * width; i < (row + 1) * width; i++) sum += matrix[i] as number;
    sums[row] = sum;
  }
  return sums;
}

/** The largest of these numbers, at least a little more than 0, so that it can be divided by. */
export function largest(values: ArrayLike<number>): number {
  let most = 1e-9;
  for (let i = 0; i < values.length; i++) most = Math.max(most, values[i] as number);
  return most;
}

/** One over the rank, from 1, that each value has among all, largest first; equal values have the same rank. */
export function inverseRanks(values: ArrayLike<number>): Float64Array {
  const order = Uint32Array.from({ length: values.length }, (_, i) => i).sort(
    (i, j) => (values[j] as number) - (values[i] as number),
  );
  const ranks = new Float64Array(values.length);
  for (const [place, i] of order.entries()) {
    const before = order[place - 1];
    ranks[i] = before !== undefined && values[before] === values[i] ? (ranks[before] as number) : 1 / (place + 1);
  }
  return ranks;
}
