import { describe, expect, it } from 'vitest';
import { quantise } from './quantise.js';

describe('quantise', () => {
  it('makes the example of its comment', () => {
    const row = new Int8Array(2);
    expect(quantise(Float32Array.of(0.6, -0.8), row)).toBeCloseTo(1 / Math.hypot(95, 127), 12);
    expect([...row]).toEqual([95, -127]);
  });

  it('gives zeros no length, nor what is no number', () => {
    for (const component of [0, Number.NaN, Number.POSITIVE_INFINITY]) {
      const row = Int8Array.of(1, 2);
      expect(quantise(Float32Array.of(component, 0), row)).toBe(0);
      expect([...row]).toEqual([0, 0]);
    }
  });
});
