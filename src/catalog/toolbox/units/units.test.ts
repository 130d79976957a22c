import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convertUnits, unitNamed, unitNames } from './units.js';

const convert = (value: number, from: string, to: string) =>
  convertUnits(value, unitNamed(from), unitNamed(to)).toNumber();

describe('units', () => {
  it.each([
    [-40, 'F', 'C', -40],
    [0, 'kelvin', 'degrees Celsius', -273.15],
    [1, 'Square Feet', 'square inches', 144],
    [1, 'gallons', 'cups', 16],
    [1, 'nautical miles', 'metres', 1852],
    [1, 'GiB', 'MiB', 1024],
    [8, 'bits', 'bytes', 1],
    [36, 'km/h', 'm/s', 10],
    [1, 'stone', 'lbs', 14],
  ])('%d %s in %s is %d', (value, from, to, expected) => {
    expect(convert(value, from, to)).toBe(expected);
  });

  it('come back from every unit of their quantity', () => {
    for (const names of Object.values(unitNames)) {
      fc.assert(
        fc.property(fc.constantFrom(...names), fc.constantFrom(...names), fc.integer(), (from, to, value) => {
          const there = convertUnits(value, unitNamed(from), unitNamed(to));
          const back = there.plus(unitNamed(to).offset).times(unitNamed(to).size).div(unitNamed(from).size);
          expect(back.minus(unitNamed(from).offset).toSignificantDigits(15).toNumber()).toBeCloseTo(value, 6);
        }),
      );
    }
  });

  it('measure one quantity each', () => {
    expect(() => convert(1, 'kg', 'km')).toThrow('kilogram measures mass and kilometre measures length');
    expect(() => convert(1, 'smoots', 'km')).toThrow('"smoots" is not a unit');
  });
});
