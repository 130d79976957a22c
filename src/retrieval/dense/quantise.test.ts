import { describe, expect, it } from 'vitest';
import { packSigns, quantise, signsOf } from './quantise.js';

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

describe('packSigns', () => {
  it('sets the bit of every component above 0', () => {
    const vector = new Float32Array(35).fill(-1);
    vector[0] = 1;
    vector[31] = 0.5;
    vector[33] = 0; // not above
    vector[34] = 2;
    expect([...signsOf(vector)]).toEqual([0x80000001, 0b100]);
    const words = Uint32Array.of(7, 7);
    packSigns(vector, words);
    expect([...words]).toEqual([0x80000001, 0b100]);
  });
});
