import fc from 'fast-check';
import { expect, it } from 'vitest';
import { wordRuns } from '../analysis/split-words.js';
import { RunNumbers } from './run-numbers.js';

const piece = fc.oneof(
  fc.string({ maxLength: 6 }),
  fc.string({ unit: 'grapheme', maxLength: 4 }),
  fc.constantFrom('getUser', '/v1/', 'v2.1', 'café', '天気'),
);

it('reads the runs of any text, and numbers equal ones alike', () => {
  fc.assert(
    fc.property(fc.array(fc.array(piece, { maxLength: 8 }).map(pieces => pieces.join(' '))), texts => {
      const numbers = new RunNumbers();
      for (const text of texts) {
        const runs = Array.from(numbers.read(text), number => numbers.runs[number]);
        expect(runs).toEqual(wordRuns(text));
      }
      expect(new Set(numbers.runs).size).toBe(numbers.runs.length);
    }),
  );
});

it('keeps apart as many as there are', () => {
  const numbers = new RunNumbers();
  const words = Array.from({ length: 50_000 }, (_, i) => `w${i.toString(36)}`);
  expect([...numbers.read(words.join(' '))]).toEqual(words.map((_, i) => i));
  expect([...numbers.read(words.toReversed().join(' '))]).toEqual(words.map((_, i) => i).reverse());
});
