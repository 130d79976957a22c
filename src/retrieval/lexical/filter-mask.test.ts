import { expect, it } from 'vitest';
import { sampleApi } from '../retriever.contract.js';
import { filterMask } from './filter-mask.js';
import { placeParts } from './placed-part.js';
import { collectionOf, partOfApis } from './random-apis.contract.js';

it('marks what passes, by number', async () => {
  const apis = [
    sampleApi('a/1', { provider: 'p', category: 'x' }),
    sampleApi('a/2', { provider: 'q', category: 'x' }),
    sampleApi('a/3', { provider: 'p', category: 'y' }),
  ];
  const other = [sampleApi('b/1', { provider: 'p', category: 'x' })];
  const parts = placeParts([
    await collectionOf('b', await partOfApis(other)),
    await collectionOf('a', await partOfApis(apis)),
  ]);
  const marked = (filter: object) => filterMask(parts, filter) && [...filterMask(parts, filter)!];
  expect(marked({})).toBeUndefined();
  expect(marked({ providers: ['p'] })).toEqual([1, 0, 1, 1]);
  expect(marked({ providers: ['p', 'q'], categories: ['x'] })).toEqual([1, 1, 0, 1]);
  expect(marked({ collections: ['a'], categories: ['y', 'z'] })).toEqual([0, 0, 1, 0]);
  expect(marked({ collections: [] })).toEqual([0, 0, 0, 0]);
});
