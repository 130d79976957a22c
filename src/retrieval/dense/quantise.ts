/** Largest magnitude of a component, so that negation stays within 8 bits. */
const largest = 127;

/**
 * Writes a vector as 8-bit integers, its largest component at ±127, into `row`, and gives the scale that makes the row a
 * vector of length 1; 0 for a vector of zeros.
 *
 * Example: [0.6, -0.8] → row [95, -127], scale 1 / √(95² + 127²) = 0.00631.
 */
export function quantise(vector: Float32Array, row: Int8Array): number {
  let top = 0;
  for (const component of vector) top = Math.max(top, Math.abs(component));
  if (!(top > 0) || top === Number.POSITIVE_INFINITY) {
    row.fill(0);
    return 0;
  }
  let squares = 0;
  for (let i = 0; i < row.length; i++) {
    const rounded = Math.round(((vector[i] as number) * largest) / top);
    row[i] = rounded;
    squares += rounded * rounded;
  }
  return 1 / Math.sqrt(squares);
}
