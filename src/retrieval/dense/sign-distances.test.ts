import { expect, it } from 'vitest';
import { seededRandom } from '../../base/index.js';
import { SignDistances } from './sign-distances.js';

it.each([
  { words: 1, documents: 1 },
  { words: 4, documents: 6 },
  { words: 28, documents: 3 },
  { words: 96, documents: 9 },
])('counts the bits that differ in $words words of $documents documents', ({ words, documents }) => {
  const random = seededRandom(words);
  const some = (length: number) => Uint32Array.from({ length }, () => Math.floor(random.next() * 2 ** 32));
  const signs = some(words * documents);
  const distances = new SignDistances(signs, documents);
  const bits = (word: number) => (word >>> 0).toString(2).replaceAll('0', '').length;
  for (const query of [some(words), some(words)]) {
    const expected = Array.from({ length: documents }, (_, document) =>
      query.reduce((sum, word, i) => sum + bits(word ^ signs[i * documents + document]!), 0),
    );
    expect([...distances.from(query)]).toEqual(expected);
  }
});

it('counts every bit where all differ', () => {
  const distances = new SignDistances(new Uint32Array(5 * 60), 5);
  expect([...distances.from(new Uint32Array(60).fill(0xffffffff))]).toEqual(new Array(5).fill(1_920));
});
