import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../base/index.js';
import { nextPage } from './next-page.js';
import type { Paging } from './paging.js';

const next = (paging: Paging, args: JsonObject, value: JsonValue, nextUrl?: string) =>
  nextPage(paging, args, { value, ...(nextUrl === undefined ? {} : { nextUrl }) });
const page: Paging = { page: { name: 'page', first: 1 }, size: 'per_page' };
const offset: Paging = { offset: { name: 'offset', first: 0 }, size: 'limit' };
const none = { kind: 'none' };

describe('nextPage', () => {
  it('goes by what the reply says first', () => {
    const body = { items: [1], next: 'https://a.example/2', next_cursor: 'c' };
    expect(next({ cursor: 'cursor', ...page }, {}, body, 'https://a.example/3')).toEqual({
      kind: 'address',
      url: 'https://a.example/3',
    });
    expect(next({ cursor: 'cursor', ...page }, {}, body)).toEqual({ kind: 'address', url: 'https://a.example/2' });
    expect(next({ cursor: 'cursor', ...page }, {}, { items: [1], next_cursor: 'c' })).toEqual({
      kind: 'arguments',
      arguments: { cursor: 'c' },
    });
  });

  it.each([
    [{ next: '/items?page=2' }, '/items?page=2'],
    [{ links: { next: '?page=2' } }, '?page=2'],
    [{ _links: { next: { href: '/2' } } }, '/2'],
    [{ paging: { next: 'https://a.example/2' } }, 'https://a.example/2'],
    [{ '@odata.nextLink': 'https://a.example/2' }, 'https://a.example/2'],
    [{ meta: { pagination: { links: { next: '/2' } } } }, '/2'],
  ])('finds the address in %j', (body, url) => {
    expect(next({}, {}, body)).toEqual({ kind: 'address', url });
  });

  it.each([
    [{ nextPageToken: 'c' }],
    [{ response_metadata: { next_cursor: 'c' } }],
    [{ paging: { cursors: { before: 'b', after: 'c' } } }],
    [{ NextToken: 'c' }],
    [{ pageInfo: { hasNextPage: true, endCursor: 'c' } }],
    [{ next: 'c' }],
  ])('finds the mark in %j', body => {
    expect(next({ cursor: 'token' }, { q: 'x' }, body)).toEqual({
      kind: 'arguments',
      arguments: { q: 'x', token: 'c' },
    });
  });

  it.each([
    [{}],
    [{ next_cursor: '' }],
    [{ next_cursor: null }],
    [{ next_cursor: 'same' }],
    [{ has_more: false, next_cursor: 'c' }],
  ])('ends where the reply gives no new mark: %j', body => {
    expect(next({ cursor: 'token' }, { token: 'same' }, body)).toEqual(none);
  });

  it('takes no mark for an address', () => {
    expect(next({ cursor: 'token' }, {}, { next: '/9j4AAQ==' })).toMatchObject({ kind: 'arguments' });
    expect(next({ cursor: 'token' }, {}, { next: '/items?page=2' })).toMatchObject({ kind: 'address' });
  });

  it('goes on after the last item where the API takes its id', () => {
    const paging = { lastId: 'starting_after' };
    expect(next(paging, {}, { data: [{ id: 'a' }, { id: 'b' }], has_more: true })).toEqual({
      kind: 'arguments',
      arguments: { starting_after: 'b' },
    });
    expect(next(paging, {}, { data: [{ id: 'b' }], has_more: false })).toEqual(none);
    expect(next(paging, {}, { data: [] })).toEqual(none);
  });

  it('counts pages and items', () => {
    expect(next(page, {}, [1, 2])).toEqual({ kind: 'arguments', arguments: { page: 2 } });
    expect(next(page, { page: 4, per_page: 2 }, [1, 2])).toEqual({
      kind: 'arguments',
      arguments: { page: 5, per_page: 2 },
    });
    expect(next(offset, { offset: 10 }, { items: [1, 2, 3] })).toEqual({
      kind: 'arguments',
      arguments: { offset: 13 },
    });
  });

  it('ends with an empty or short page, and at the end that the reply names', () => {
    expect(next(page, {}, [])).toEqual(none);
    expect(next(page, { per_page: 3 }, [1, 2])).toEqual(none);
    expect(next(page, { page: 3 }, { items: [1], total_pages: 3 })).toEqual(none);
    expect(next(offset, { offset: 3 }, { items: [1, 2], total: 5 })).toEqual(none);
    expect(next(offset, { offset: 2 }, { items: [1, 2], total: 5 })).toMatchObject({ kind: 'arguments' });
    expect(next(page, {}, { title: 'no list' })).toEqual(none);
    expect(next({}, {}, [1, 2])).toEqual(none);
  });
});
