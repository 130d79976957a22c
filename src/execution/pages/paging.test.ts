import { describe, expect, it } from 'vitest';
import { pagingOf } from './paging.js';

const paging = (properties: Record<string, object>) =>
  pagingOf({ parameters: { type: 'object', properties: properties as never } });
const integer = { type: 'integer' };

describe('pagingOf', () => {
  it.each([
    [
      { page: integer, per_page: integer },
      { page: { name: 'page', first: 1 }, size: 'per_page' },
    ],
    [{ pageIndex: { ...integer, minimum: 0 } }, { page: { name: 'pageIndex', first: 0 } }],
    [{ page: { ...integer, default: 0 } }, { page: { name: 'page', first: 0 } }],
    [
      { offset: integer, limit: integer },
      { offset: { name: 'offset', first: 0 }, size: 'limit' },
    ],
    [
      { startIndex: integer, count: integer },
      { offset: { name: 'startIndex', first: 1 }, size: 'count' },
    ],
    [
      { $skip: integer, $top: integer },
      { offset: { name: '$skip', first: 0 }, size: '$top' },
    ],
    [{ page_token: { type: 'string' } }, { cursor: 'page_token' }],
    [
      { NextToken: {}, MaxResults: integer },
      { cursor: 'NextToken', size: 'MaxResults' },
    ],
    [
      { starting_after: { type: 'string' }, limit: integer },
      { lastId: 'starting_after', size: 'limit' },
    ],
  ] as const)('sees in %j how pages are asked for', (properties, expected) => {
    expect(paging(properties)).toEqual(expected);
  });

  it('takes no text for a number, and nothing for pages where there are none', () => {
    expect(paging({ from: { type: 'string' }, start: { type: 'string', format: 'date' } })).toEqual({});
    expect(paging({ id: integer })).toEqual({});
    expect(pagingOf({ parameters: { type: 'object' } })).toEqual({});
  });
});
