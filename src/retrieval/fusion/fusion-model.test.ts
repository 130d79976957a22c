import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { featureCount } from './feature-names.js';
import { type FusionModel, partsOfScore, scoreRows, standardised } from './fusion-model.js';

const only = (feature: number, value: number) =>
  new Float32Array(featureCount).fill(0).fill(value, feature, feature + 1);
const model: FusionModel = {
  mean: only(3, 1),
  deviation: new Float32Array(featureCount).fill(0.5),
  linear: Float32Array.from({ length: featureCount }, (_, i) => (i === 3 ? 2 : i === 4 ? -1 : 0)),
};

describe('the ranking model', () => {
  it('weighs deviations from the mean', () => {
    const row = new Float32Array(featureCount);
    row[3] = 2; // two deviations above
    row[4] = 0.25; // half a deviation above
    expect(scoreRows(model, row)).toEqual(Float32Array.of(2 * 2 - 0.5));
  });

  it('lets no feature count for more than four deviations', () => {
    expect(standardised(model, 1_000, 3)).toBe(4);
    expect(standardised(model, -1_000, 3)).toBe(-4);
    expect(standardised(model, 2.9, 3)).toBeCloseTo(3.8, 6);
  });

  it('scores row by row, and no rows', () => {
    const rows = new Float32Array(3 * featureCount);
    rows[3] = 1;
    rows[featureCount + 3] = 1.5;
    rows[2 * featureCount + 3] = 100;
    expect(scoreRows(model, rows)).toEqual(Float32Array.of(0, 2, 8));
    expect(scoreRows(model, new Float32Array(0))).toEqual(new Float32Array(0));
  });

  it('takes a score apart into what each feature adds', () => {
    const numbers = (min: number, max: number) =>
      fc.array(fc.float({ min, max, noNaN: true }), { minLength: featureCount, maxLength: featureCount });
    fc.assert(
      fc.property(numbers(-2, 2), numbers(0.125, 2), numbers(-2, 2), numbers(-9, 9), (mean, deviation, linear, row) => {
        const any = {
          mean: Float32Array.from(mean),
          deviation: Float32Array.from(deviation),
          linear: Float32Array.from(linear),
        };
        const parts = partsOfScore(any, Float32Array.from(row));
        const sum = parts.reduce((total, part) => total + part, 0);
        expect(sum).toBeCloseTo(scoreRows(any, Float32Array.from(row))[0]!, 3);
      }),
    );
  });
});
