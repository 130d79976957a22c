import { expect, it } from 'vitest';
import { pythonRepr } from './python-repr.js';

it.each([
  [{ a: true, b: null, c: [1, 2.5] }, "{'a': True, 'b': None, 'c': [1, 2.5]}"],
  ["it's", '"it\'s"'],
  ['it\'s "so"', "'it\\'s \"so\"'"],
  ['a\n\t\\é\u00a0\u200b😀', "'a\\n\\t\\\\é\\xa0\\u200b😀'"],
  [{}, '{}'],
])('prints %j as Python does', (value, text) => {
  expect(pythonRepr(value)).toBe(text);
});
