import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../base/index.js';
import { pairedComparison, signFlipPValue } from './paired-comparison.js';

describe('pairedComparison', () => {
  it('gives the worked example', () => {
    expect(pairedComparison([0, 0, 0], [1, 1, 1])).toEqual({
      n: 3,
      first: 0,
      second: 1,
      difference: 1,
      interval: [1, 1],
      pValue: 0.25,
      wins: 3,
      ties: 0,
      losses: 0,
    });
  });

  it('counts wins, ties and losses of the second', () => {
    const compared = pairedComparison([1, 0.5, 0.2, 0], [0, 0.5, 0.4, 0.1]);
    expect(compared).toMatchObject({ n: 4, wins: 2, ties: 1, losses: 1 });
    // Of the eight sums of ±1, ±0.2 and ±0.1, those at least 0.7 from 0 are all.
    expect(compared.pValue).toBe(1);
  });

  it('finds no difference between equals, and nothing in nothing', () => {
    expect(pairedComparison([0.1, 0.9], [0.1, 0.9])).toMatchObject({ difference: 0, pValue: 1, ties: 2 });
    expect(pairedComparison([], [])).toMatchObject({ n: 0, difference: 0, interval: [0, 0], pValue: 1 });
  });

  it('takes no lists of different lengths', () => {
    expect(() => pairedComparison([1], [])).toThrow('1 items cannot pair with 0');
  });
});

describe('signFlipPValue', () => {
  it('is as rare by chance as by counting', () => {
    const differences = [0.4, 0.1, -0.2, 0.3, 0.25, 0.05, 0.6, -0.1, 0.2, 0.15];
    const exact = signFlipPValue(differences, 2 ** 10, seededRandom(1));
    const sampled = signFlipPValue(differences, 1000, seededRandom(1));
    expect(exact).toBeGreaterThan(0);
    expect(Math.abs(sampled - exact)).toBeLessThan(0.02);
  });

  it('is never 0, and small for many differences of one sign', () => {
    expect(signFlipPValue(new Float64Array(100).fill(1), 999, seededRandom(1))).toBe(0.001);
  });

  it('tells nothing where there is no effect', () => {
    const random = seededRandom(5);
    const differences = Array.from({ length: 400 }, () => random.next() - random.next());
    expect(signFlipPValue(differences, 1000, random)).toBeGreaterThan(0.01);
  });
});
