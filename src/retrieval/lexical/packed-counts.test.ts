import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addOne, countIn, packToolCounts, toolCountIn } from './packed-counts.js';

it('counts each field on its own, to 15', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 7 }), { maxLength: 200 }), fields => {
      const packed = fields.reduce(addOne, 0);
      for (let field = 0; field < 8; field++) {
        expect(countIn(packed, field)).toBe(Math.min(15, fields.filter(each => each === field).length));
      }
    }),
  );
});

it('keeps what tools have to a third, to 192', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 192 }), { minLength: 8, maxLength: 8 }), counts => {
      const packed = packToolCounts(counts);
      for (const [field, count] of counts.entries()) {
        expect(toolCountIn(packed, field)).toBeLessThanOrEqual(count);
        expect(toolCountIn(packed, field) * 1.5).toBeGreaterThanOrEqual(count);
        if (count <= 4) expect(toolCountIn(packed, field)).toBe(count);
      }
    }),
  );
  expect(toolCountIn(packToolCounts([0, 9_999]), 1)).toBe(192);
});
