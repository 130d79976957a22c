import { expect, it } from 'vitest';
import { seededRandom } from '../../base/index.js';
import { chooseEvenly } from './choose-evenly.js';

const numbers = Array.from({ length: 10 }, (_, i) => i);

it('draws one of each stretch, the same for the same seed', () => {
  for (let seed = 0; seed < 20; seed++) {
    const chosen = chooseEvenly(numbers, 4, seededRandom(seed));
    expect(chosen.map(number => [2, 5, 7, 10].findIndex(end => number < end))).toEqual([0, 1, 2, 3]);
    expect(chooseEvenly(numbers, 4, seededRandom(seed))).toEqual(chosen);
  }
  const all = new Set(Array.from({ length: 50 }, (_, seed) => chooseEvenly(numbers, 4, seededRandom(seed)).join()));
  expect(all.size).toBeGreaterThan(10);
});

it('takes all where no more are wanted, and none of none', () => {
  expect(chooseEvenly(numbers, undefined, seededRandom(1))).toBe(numbers);
  expect(chooseEvenly(numbers, 10, seededRandom(1))).toBe(numbers);
  expect(chooseEvenly([], 3, seededRandom(1))).toEqual([]);
  expect(chooseEvenly(numbers, 0, seededRandom(1))).toEqual([]);
});
