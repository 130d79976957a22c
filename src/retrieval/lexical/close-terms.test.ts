import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sampleApi } from '../retriever.contract.js';
import { closeTerms, editsWithin } from './close-terms.js';
import { placeParts } from './placed-part.js';
import { collectionOf, partOfApis } from './random-apis.contract.js';

const closeTo = async (words: string) => {
  const apis = [sampleApi('a/1', { description: words }), sampleApi('a/2', { title: words.split(' ')[0] ?? '' })];
  return closeTerms(placeParts([await collectionOf('a', await partOfApis(apis))]));
};

it.each([
  ['forecst', ['forecast']],
  ['instagarm', ['instagram']],
  ['spotfi', ['spotifi']], // as stemmed
  ['tranlsation', ['translation']],
  ['pogod', []], // another script
  ['погда', ['погода']],
  ['rain', []], // too short
  ['pain', []],
  ['vorecast', []], // begins otherwise
  ['forekasts', ['forecast']],
  ['xylophone', []],
])('takes %s for %j', async (word, terms) => {
  const find = await closeTo('instagram forecast spotify translation погода mars main');
  expect(find(word).map(({ term }) => term)).toEqual(terms);
});

it('prefers fewer edits, then what is more frequent, then the alphabet', async () => {
  const find = await closeTo('planet plants planks planet plankz plank');
  expect(find('plansk')).toEqual([{ term: 'plank', similarity: 1 - 1 / 6 }]);
  const near = await closeTo('carts carpx cartx carty carpy');
  expect(near('carta').map(({ term }) => term)).toEqual(['carti', 'cartx']);
});

it('counts edits as the whole table does', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 });
  fc.assert(
    fc.property(letters, letters, fc.nat({ max: 3 }), (from, to, most) => {
      const edits = slowEdits(from, to);
      expect(editsWithin(from, to, most)).toBe(edits <= most ? edits : undefined);
    }),
  );
});

function slowEdits(from: string, to: string): number {
  if (from === '' || to === '') return from.length + to.length;
  const [a, b] = [from.slice(0, -1), to.slice(0, -1)];
  const same = from.at(-1) === to.at(-1) ? 0 : 1;
  const swapped = from.at(-1) === to.at(-2) && from.at(-2) === to.at(-1) && from.length > 1 && to.length > 1;
  return Math.min(
    slowEdits(a, to) + 1,
    slowEdits(from, b) + 1,
    slowEdits(a, b) + same,
    ...(swapped ? [slowEdits(a.slice(0, -1), b.slice(0, -1)) + 1] : []),
  );
}
