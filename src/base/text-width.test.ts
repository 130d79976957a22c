import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitWidth, textWidth } from './text-width.js';

describe('textWidth', () => {
  it('counts columns, not characters', () => {
    expect(['abc', '漢字', '👩‍👩‍👧', 'e\u0301', '\u001b[31mred\u001b[0m'].map(textWidth)).toEqual([3, 4, 2, 1, 3]);
  });
});

describe('fitWidth', () => {
  it('cuts between what people see as characters', () => {
    expect(fitWidth('capuchin', 8)).toBe('capuchin');
    expect(fitWidth('capuchin', 5)).toBe('capu…');
    expect(fitWidth('漢字漢字', 6)).toBe('漢字…');
    expect(fitWidth('ab👩‍👩‍👧cd', 4)).toBe('ab…');
    expect([fitWidth('capuchin', 1), fitWidth('capuchin', 0)]).toEqual(['…', '']);
  });

  it('never takes more than it may', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(20), (text, columns) => {
        expect(textWidth(fitWidth(text, columns))).toBeLessThanOrEqual(columns);
      }),
    );
  });
});
