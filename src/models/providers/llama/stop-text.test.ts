import fc from 'fast-check';
import { expect, it } from 'vitest';
import { stopText } from './stop-text.js';

it('holds back what may be a stop and cuts before it', () => {
  const stop = stopText(['END', '\n\n']);
  expect([stop.push('one E'), stop.push('N'), stop.push('x E'), stop.push('ND two'), stop.end(), stop.stopped]).toEqual(
    ['one ', '', 'ENx ', '', '', true],
  );
});

it('gives everything when no stop comes', () => {
  const stop = stopText(['abc']);
  expect([stop.push('xxab'), stop.end(), stop.stopped]).toEqual(['xx', 'ab', false]);
});

it('cuts the same place however the text arrives', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: fc.constantFrom('a', 'b') })),
      fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1 }),
      (pieces, mark) => {
        const stop = stopText([mark]);
        const shown = pieces.map(piece => stop.push(piece)).join('') + stop.end();
        expect(shown).toBe(pieces.join('').split(mark)[0]);
      },
    ),
  );
});
