import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromTrecToken, trecToken } from './trec-token.js';

it.each([
  ['toolbench/a0268', 'toolbench/a0268'],
  ['News/get latest', 'News/get%20latest'],
  ['100%', '100%25'],
  ['a\u2003b\tc', 'a%E2%80%83b%09c'],
  ['Cancún/天气', 'Cancún/天气'],
])('%s is written %s', (id, token) => {
  expect(trecToken(id)).toBe(token);
  expect(fromTrecToken(token)).toBe(id);
});

it('leaves alone what others wrote', () => {
  expect(fromTrecToken('50%_off%zz%ff')).toBe('50%_off%zz%ff');
});

it('gives every id back, as one field', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), id => {
      expect(trecToken(id)).toMatch(/^\S+$/);
      expect(fromTrecToken(trecToken(id))).toBe(id);
    }),
  );
});

it('has no form for an empty id', () => {
  expect(() => trecToken('')).toThrow('empty id');
});
