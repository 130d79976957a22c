import { expect, it } from 'vitest';
import { argumentNames } from './argument-names.js';

it('makes names legal and tells equal ones apart by their place', () => {
  const { take, isFree } = argumentNames();
  expect([
    take('id', 'path'),
    take('id', 'query'),
    take('id', 'query'),
    take('filter[name]', 'query'),
    take('$top', 'query'),
    take('_links', 'query'),
    take('ä', 'query'),
    take('x'.repeat(80), 'header'),
  ]).toEqual(['id', 'id_in_query', 'id_in_query_2', 'filter_name', 'top', '_links', 'value', 'x'.repeat(64)]);
  expect([isFree('id'), isFree('name')]).toEqual([false, true]);
});
