import { expect, it } from 'vitest';
import { packStrings, sortStrings } from './string-list.js';
import { trigramIndex } from './trigram-index.js';

const strings = sortStrings(['', 'banana', 'bandana', 'ban', 'cabana', 'bahamas', 'b', 'övrigt', 'övning']);
const sharing = (word: string, edits: number) =>
  trigramIndex(packStrings(strings))
    .sharing(word, edits)
    .map(number => strings[number]);

it('finds what begins alike, is about as long and shares trigrams', () => {
  expect(sharing('bananna', 1)).toEqual(['banana', 'bandana']);
  expect(sharing('canana', 1)).toEqual(['cabana']);
  expect(sharing('övrgt', 1)).toEqual(['övrigt']);
  expect(sharing('zebra', 2)).toEqual([]);
});

it('is ready for the next word', () => {
  const index = trigramIndex(packStrings(strings));
  const first = index.sharing('bananna', 1);
  index.sharing('bahama', 1);
  expect(index.sharing('bananna', 1)).toEqual(first);
});

it('works over nothing', () => {
  expect(trigramIndex(packStrings([])).sharing('word', 1)).toEqual([]);
});
