import { expect, it } from 'vitest';
import { sampleApi } from '../retriever.contract.js';
import { lexical } from './lexical.js';
import { placeParts } from './placed-part.js';
import { collectionOf, partOfApis } from './random-apis.contract.js';
import { planSearch } from './search-plan.js';

it('puts first what may add most, in whole numbers that fit', async () => {
  const apis = ['red fish', 'red bird', 'red'].map((title, i) => sampleApi(`a/${i}`, { title }));
  const collections = [await collectionOf('a', await partOfApis(apis))];
  const parts = placeParts(collections);
  const query = lexical(collections).query(`${'red '.repeat(1_000)} fish`);
  const { terms, scale } = planSearch(query, parts, 0.6);
  expect(terms.map(({ postings }) => postings)).toEqual([3, 1]);
  const sum = terms.reduce((all, { bound, toolWeight }) => all + bound + 255 * toolWeight, 0);
  expect(sum).toBeLessThan(2 ** 31);
  expect(terms.every(({ weight }) => Number.isInteger(weight))).toBe(true);
  // What a term adds at most is its weight in the request times its idf times its largest impact.
  const largest = parts[0]!.segment.postings.maxImpacts[query.terms[0]!.numbers[0]!]! / 255;
  expect(terms[0]!.bound / scale).toBeCloseTo(1_000 * query.terms[0]!.idf * largest, 3);
  expect(planSearch({ terms: [], unmatched: [] }, parts, 0.6).terms).toEqual([]);
});
