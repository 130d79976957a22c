import { expect, it } from 'vitest';
import { codeWords } from './code-words.js';

it.each([
  ['EUR', 'euro'],
  ['usd', '$'],
  ['de', 'german'],
  ['de', 'deutsch'],
  ['FR', 'france'],
  ['pt-BR', 'brazil'],
])('%s stands for %s', (code, word) => {
  expect(codeWords(code)).toContain(word);
});

it('knows nothing of what is no code', () => {
  expect([codeWords('Brest'), codeWords('x'), codeWords('12'), codeWords('')]).toEqual([[], [], [], []]);
});
