import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { JsonValue } from '../../base/index.js';
import { answerFromValue } from './answer-from-value.js';

it.each<[JsonValue, string]>([
  [42, '42'],
  ['Tuesday', 'Tuesday'],
  [{ status: 'ok', id: 7 }, 'status: ok, id: 7'],
  [
    { items: [{ name: 'Blue' }, { name: 'Green' }], total: 2, more: false, page: 1 },
    'name: Blue, name: Green, total: 2, more: false',
  ],
  [{ a: null, b: [] }, 'done'],
  [null, 'done'],
])('%j is told as "%s"', (value, expected) => {
  expect(answerFromValue(value)).toBe(expected);
});

it('says nothing that is not in the value', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1, maxLength: 70 }), { minLength: 1, maxLength: 4 }), facts => {
      expect(answerFromValue(facts)).toBe(facts.join(', '));
    }),
  );
});

it('cuts long facts', () => {
  expect(answerFromValue('x'.repeat(100))).toBe(`${'x'.repeat(80)}…`);
});
