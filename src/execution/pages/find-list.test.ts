import { describe, expect, it } from 'vitest';
import { findList } from './find-list.js';

describe('findList', () => {
  it.each([
    [[1, 2]],
    [{ data: [1, 2], errors: [3, 4, 5] }],
    [{ meta: {}, response: { results: [1, 2] } }],
    [{ pets: [1, 2], warnings: [] }],
    [{ total: 2, page: { pets: [1, 2] } }],
  ])('finds [1, 2] in %j', reply => {
    expect(findList(reply)).toEqual([1, 2]);
  });

  it.each([[{ a: 1 }], ['text'], [null], [{ a: { b: { c: { d: [1] } } } }]])('finds none in %j', reply => {
    expect(findList(reply)).toBeUndefined();
  });
});
