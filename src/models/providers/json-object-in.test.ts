import { expect, it } from 'vitest';
import { jsonObjectIn } from './json-object-in.js';

it('reads objects and nothing else', () => {
  expect(['{"a":1}', '[1]', 'null', '{', ''].map(jsonObjectIn)).toEqual([{ a: 1 }, ...Array(4).fill(undefined)]);
});
