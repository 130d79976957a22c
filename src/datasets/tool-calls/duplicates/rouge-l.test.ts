import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rougeL } from './rouge-l.js';

const words = (text: string) => text.split(' ').filter(word => word !== '');

describe('rougeL', () => {
  it('is the share of what is common in both', () => {
    expect(rougeL(words('set an alarm for 7'), words('set an alarm for 9'))).toBeCloseTo(0.8);
    expect(rougeL(words('a b c d'), words('d c b a'))).toBeCloseTo(0.25);
    expect(rougeL([], [])).toBe(1);
    expect(rougeL(words('a'), [])).toBe(0);
  });

  it('lets some words weigh more', () => {
    const weightOf = (word: string) => (/\d/.test(word) ? 3 : 1);
    expect(rougeL(words('set an alarm for 7'), words('set an alarm for 9'), weightOf)).toBeCloseTo(8 / 14);
  });

  it('is what trying all subsequences finds', () => {
    const longest = (a: readonly string[], b: readonly string[]): number => {
      const [first, ...rest] = a;
      if (first === undefined) return 0;
      const at = b.indexOf(first);
      return Math.max(longest(rest, b), at === -1 ? 0 : 1 + longest(rest, b.slice(at + 1)));
    };
    const few = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 7 });
    fc.assert(
      fc.property(few, few, (a, b) => {
        const expected = a.length + b.length === 0 ? 1 : (2 * longest(a, b)) / (a.length + b.length);
        expect(rougeL(a, b)).toBeCloseTo(expected);
        expect(rougeL(b, a)).toBeCloseTo(expected);
      }),
    );
  });
});
