import { describe, expect, it } from 'vitest';
import { seededRandom, unseededRandom, xoshiro128 } from './random.js';

describe('xoshiro128', () => {
  it('gives the words that 64-bit arithmetic gives', () => {
    const state = Buffer.alloc(16);
    state.set([1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 0]);
    const nextWord = xoshiro128(state);
    const words = Array.from({ length: 200 }, nextWord);
    expect(words.slice(0, 3)).toEqual([11520, 0, 5927040]); // state 1, 2, 3, 4, worked out by hand
    expect(words).toEqual(slowWords([1n, 2n, 3n, 4n], 200));
  });
});

describe('seededRandom', () => {
  it('repeats itself for the same seed only', () => {
    const draw = (seed: number | string) => Array.from({ length: 5 }, seededRandom(seed).next);
    expect(draw('a')).toEqual(draw('a'));
    expect(draw('a')).not.toEqual(draw('b'));
    expect(draw(7)).not.toEqual(draw('7'));
    expect(unseededRandom().next()).not.toEqual(unseededRandom().next());
  });

  it('spreads evenly', () => {
    const random = seededRandom('even');
    const counts = new Array<number>(10).fill(0);
    for (let i = 0; i < 100_000; i++) counts[random.integer(10)]! += 1;
    // Four standard deviations of a binomial with n = 100,000 and p = 0.1.
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(380);
  });

  it('shuffles every item into every place', () => {
    const random = seededRandom('shuffle');
    const items = ['a', 'b', 'c'];
    const seen = new Map<string, number>();
    for (let i = 0; i < 6000; i++) {
      const order = random.shuffle(items).join('');
      seen.set(order, (seen.get(order) ?? 0) + 1);
    }
    expect([...seen.keys()].sort()).toEqual(['abc', 'acb', 'bac', 'bca', 'cab', 'cba']);
    for (const count of seen.values()) expect(Math.abs(count - 1000)).toBeLessThan(120);
    expect(items).toEqual(['a', 'b', 'c']);
  });

  it('picks one of the items, and refuses to pick from none', () => {
    const random = seededRandom(1);
    expect(random.pick(['only'])).toBe('only');
    expect(random.shuffle([])).toEqual([]);
    expect(() => random.pick([])).toThrow('below 0');
    expect(() => random.integer(1.5)).toThrow('below 1.5');
  });
});

/** The published steps in arithmetic without 32-bit tricks. */
function slowWords([a, b, c, d]: [bigint, bigint, bigint, bigint], count: number): number[] {
  const word = (value: bigint) => value & 0xffffffffn;
  const rotate = (value: bigint, bits: bigint) => word((value << bits) | (value >> (32n - bits)));
  return Array.from({ length: count }, () => {
    const result = word(rotate(word(b * 5n), 7n) * 9n);
    const shifted = word(b << 9n);
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11n);
    return Number(result);
  });
}
