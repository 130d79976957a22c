import { floatToHalf, halfToFloat } from '../half-float.js';

const blockLength = 32;
const blockBytes = 2 + blockLength;

/**
 * Numbers in blocks of 32, each a factor of 16 bits and 32 whole numbers of 8 bits: ggml's Q8_0. What remains after the
 * last whole block is left out; rows must be multiples of 32 long.
 */
export function quantiseBlocks(numbers: Float32Array): Uint8Array {
  const blocks = Math.floor(numbers.length / blockLength);
  const bytes = new Uint8Array(blocks * blockBytes);
  const view = new DataView(bytes.buffer);
  for (let block = 0; block < blocks; block++) {
    const from = block * blockLength;
    let largest = 0;
    for (let i = from; i < from + blockLength; i++) largest = Math.max(largest, Math.abs(numbers[i] as number));
    const factor = floatToHalf(largest / 127);
    view.setUint16(block * blockBytes, factor, true);
    const inverse = factor === 0 ? 0 : 1 / halfToFloat(factor);
    for (let i = 0; i < blockLength; i++) {
      const whole = Math.round((numbers[from + i] as number) * inverse);
      view.setInt8(block * blockBytes + 2 + i, Math.max(-127, Math.min(127, whole)));
    }
  }
  return bytes;
}
