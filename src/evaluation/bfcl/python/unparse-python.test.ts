import { expect, it } from 'vitest';
import { parsePython } from './parse-python.js';
import { float } from './python-value.js';
import { pythonRepr, unparsePython } from './unparse-python.js';

it.each([
  ['f( 1,"a" , b = [ 1,2 ],*c, **d )', "f(1, 'a', b=[1, 2], *c, **d)"],
  ['{"a":1,**b}', "{'a': 1, **b}"],
  ['(1,)', '(1,)'],
  ['-x.y[1]', '-x.y[1]'],
  ['a+b', 'a + b'],
  ['"it\'s"', '"it\'s"'],
])('writes %s as Python does', (text, written) => {
  expect(unparsePython(parsePython(text))).toBe(written);
});

it.each([
  [1e16, '1e+16'],
  [123456789012345.6, '123456789012345.6'],
  [1e-5, '1e-05'],
  [0.0001, '0.0001'],
  [-0, '-0.0'],
  [Number.POSITIVE_INFINITY, 'inf'],
])('writes the number %d as %s', (value, text) => {
  expect(pythonRepr(float(value))).toBe(text);
});
