import fc from 'fast-check';
import { expect, it } from 'vitest';
import { gallop } from './gallop.js';

it('finds what a scan finds', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 50 })), fc.nat({ max: 20 }), fc.nat({ max: 60 }), (given, from, wanted) => {
      const values = Uint32Array.from(given).sort();
      const start = Math.min(from, values.length);
      const place = values.findIndex((value, i) => i >= start && value >= wanted);
      expect(gallop(values, start, values.length, wanted)).toBe(place === -1 ? values.length : place);
    }),
  );
});
