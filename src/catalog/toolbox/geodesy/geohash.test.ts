import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeGeohash, encodeGeohash } from './geohash.js';

it('a geohash stands for a cell that its place lies in', () => {
  const latitude = fc.double({ min: -90, max: 90, noNaN: true });
  const longitude = fc.double({ min: -180, max: 180, noNaN: true });
  fc.assert(
    fc.property(latitude, longitude, fc.integer({ min: 1, max: 8 }), (lat, lon, length) => {
      const cell = decodeGeohash(encodeGeohash(lat, lon, length));
      const rounding = 2e-6;
      expect(Math.abs(cell.latitude - lat)).toBeLessThanOrEqual(cell.latitude_error + rounding);
      expect(Math.abs(cell.longitude - lon)).toBeLessThanOrEqual(cell.longitude_error + rounding);
    }),
  );
});
