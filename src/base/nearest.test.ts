import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { didYouMean, editDistance, nearest } from './nearest.js';

describe('editDistance', () => {
  it.each([
    ['serach', 'search', 1],
    ['ca', 'abc', 3],
    ['kitten', 'sitting', 3],
    ['', 'abc', 3],
    ['same', 'same', 0],
  ])('%s → %s', (from, to, distance) => {
    expect(editDistance(from, to)).toBe(distance);
  });

  it('is symmetric, and zero for equals only', () => {
    const word = fc.string({ maxLength: 8, unit: fc.constantFrom('a', 'b', 'c') });
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, b) === 0).toBe(a === b);
      }),
    );
  });
});

describe('nearest', () => {
  const commands = ['ask', 'search', 'show', 'import', 'runs', 'models', 'config'];

  it('puts the most alike first and leaves out what is not alike', () => {
    expect(nearest('serach', commands)).toEqual(['search']);
    expect(nearest('shwo', commands)).toEqual(['show']);
    expect(nearest('shoe', ['shoes', 'show', 'shop', 'hoe'], 3)).toEqual(['hoe', 'shoes', 'shop']);
    expect(nearest('elephant', commands)).toEqual([]);
    expect(nearest('', commands)).toEqual([]);
  });

  it('lets letter case decide only between equals', () => {
    expect(nearest('API_KEY', ['api_key', 'API_KEY', 'Api_Key'])).toEqual(['API_KEY', 'Api_Key', 'api_key']);
  });

  it('does not depend on the order of the candidates', () => {
    const names = ['bat', 'cat', 'eat', 'hat'];
    expect(nearest('at', [...names].reverse(), 2)).toEqual(nearest('at', names, 2));
  });
});

describe('didYouMean', () => {
  it('is a piece of a sentence, or nothing', () => {
    expect(didYouMean('improt', ['import', 'show'])).toBe('; did you mean "import"?');
    expect(didYouMean('zzz', ['import', 'show'])).toBe('');
  });
});
