import { expect, it } from 'vitest';
import { seededRandom } from '../../../base/index.js';
import { halfToFloat } from '../half-float.js';
import { quantiseBlocks } from './quantise-blocks.js';

function unpacked(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer);
  return Array.from({ length: bytes.length / 34 }, (_, block) =>
    Array.from(
      { length: 32 },
      (_, i) => halfToFloat(view.getUint16(block * 34, true)) * view.getInt8(block * 34 + 2 + i),
    ),
  ).flat();
}

it('quantiseBlocks keeps every number within half a step of its block', () => {
  const random = seededRandom(2);
  const numbers = Float32Array.from({ length: 96 }, (_, i) => (random.next() - 0.5) * 10 ** -Math.floor(i / 32));
  const back = unpacked(quantiseBlocks(numbers));
  for (let i = 0; i < 96; i++) {
    const block = numbers.subarray(i - (i % 32), i - (i % 32) + 32);
    const step = Math.max(...block.map(Math.abs)) / 127;
    expect(Math.abs(back[i]! - numbers[i]!)).toBeLessThan(step * 0.56); // the factor itself is rounded
  }
});

it('quantiseBlocks keeps zeros', () => {
  expect(unpacked(quantiseBlocks(new Float32Array(32)))).toEqual(Array(32).fill(0));
});
