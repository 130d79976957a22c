import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countBits, emptyBitset, hasBit, setBit } from './bitset.js';

it('holds the numbers it was given', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 99 })), numbers => {
      const bits = emptyBitset(100);
      for (const number of numbers) setBit(bits, number);
      expect(countBits(bits)).toBe(new Set(numbers).size);
      for (let i = 0; i < 100; i++) expect(hasBit(bits, i)).toBe(numbers.includes(i));
    }),
  );
});
