import { describe, expect, it } from 'vitest';
import { balanceEquation } from './balance.js';
import { elementFacts, elements } from './elements.js';
import { atomsOf } from './formula.js';

describe('elements', () => {
  it('are 118, each in its place', () => {
    expect(elements).toHaveLength(118);
    const place = (symbol: string) => {
      const { group, period } = elementFacts(symbol);
      return [group, period];
    };
    expect(['H', 'He', 'Be', 'B', 'Fe', 'La', 'Yb', 'Lu', 'Hf', 'Og'].map(place)).toEqual([
      [1, 1],
      [18, 1],
      [2, 2],
      [13, 2],
      [8, 4],
      [null, 6],
      [null, 6],
      [3, 6],
      [4, 6],
      [18, 7],
    ]);
  });
});

describe('atomsOf', () => {
  it('reads brackets, counts and water of crystallisation', () => {
    expect(Object.fromEntries(atomsOf('K4[Fe(CN)6]·3H2O'))).toEqual({ K: 4, Fe: 1, C: 6, N: 6, H: 6, O: 3 });
    expect(Object.fromEntries(atomsOf('SO4^2-'))).toEqual({ S: 1, O: 4 });
  });

  it.each(['', 'h2o', 'H2O)', '(H2O', 'Xx', 'H-O'])('refuses %j', formula => {
    expect(() => atomsOf(formula)).toThrow();
  });
});

describe('balanceEquation', () => {
  it.each([
    ['H2 + O2 = H2O', '2 H2 + O2 = 2 H2O'],
    ['2 H2 + O2 → 2 H2O', '2 H2 + O2 = 2 H2O'],
    [
      'K4[Fe(CN)6] + H2SO4 + H2O = K2SO4 + FeSO4 + (NH4)2SO4 + CO',
      'K4[Fe(CN)6] + 6 H2SO4 + 6 H2O = 2 K2SO4 + FeSO4 + 3 (NH4)2SO4 + 6 CO',
    ],
  ])('%s', (equation, balanced) => {
    expect(balanceEquation(equation)).toBe(balanced);
  });

  it.each([
    ['H2 = O2', 'cannot be balanced'],
    ['H2 + O2 = H2O + H2O2', 'in more than one way'],
    ['H2 + O2', 'write the equation as'],
  ])('says why it cannot balance %s', (equation, message) => {
    expect(() => balanceEquation(equation)).toThrow(message);
  });
});
