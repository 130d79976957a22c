import { describe, expect, it } from 'vitest';
import { floatToHalf, halfToFloat } from './half-float.js';

describe('halfToFloat', () => {
  it('reads zeros, subnormal numbers, the largest and what is no number', () => {
    const bits = [0x0000, 0x8000, 0x0001, 0x03ff, 0x0400, 0x7bff, 0x7c00, 0xfc00, 0x7e00];
    const values = [0, -0, 2 ** -24, 1023 * 2 ** -24, 2 ** -14, 65_504, Infinity, -Infinity, Number.NaN];
    expect(bits.map(halfToFloat)).toEqual(values);
  });

  it('is undone by floatToHalf, for every number', () => {
    for (let bits = 0; bits < 0x7c00; bits++) {
      expect(floatToHalf(halfToFloat(bits))).toBe(bits);
      expect(floatToHalf(-halfToFloat(bits))).toBe(bits | 0x8000);
    }
  });
});

describe('floatToHalf', () => {
  it('rounds to the nearest, of two to the even one', () => {
    for (let bits = 0; bits < 0x7bff; bits++) {
      const [low, high] = [halfToFloat(bits), halfToFloat(bits + 1)];
      const middle = (low + high) / 2;
      expect(floatToHalf(middle)).toBe(bits % 2 === 0 ? bits : bits + 1);
      expect(floatToHalf(middle - (high - low) / 8)).toBe(bits);
      expect(floatToHalf(middle + (high - low) / 8)).toBe(bits + 1);
    }
  });

  it('knows what is too large and what is no number', () => {
    expect([65_519, 65_520, 1e9, -Infinity, Number.NaN].map(floatToHalf)).toEqual([
      0x7bff, 0x7c00, 0x7c00, 0xfc00, 0x7e00,
    ]);
  });
});
