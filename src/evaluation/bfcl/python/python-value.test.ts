import { expect, it } from 'vitest';
import { bool, dict, equals, float, int, list, none, type PythonValue, str } from './python-value.js';

const tuple = (...items: PythonValue[]): PythonValue => ({ kind: 'tuple', items });
const object = (...pairs: [PythonValue, PythonValue][]) => dict(pairs) ?? none;

it.each<[PythonValue, PythonValue, boolean]>([
  [int(1), float(1), true],
  [int(1), bool(true), true],
  [int(0), float(-0), true],
  [int(10n ** 20n), float(1e20), true],
  [int(2n ** 53n + 1n), float(2 ** 53), false],
  [str('1'), int(1), false],
  [list([int(1)]), tuple(int(1)), false],
  [list([int(1), str('a')]), list([bool(true), str('a')]), true],
  [none, str(''), false],
  [object([str('a'), int(1)], [str('b'), none]), object([str('b'), none], [str('a'), float(1)]), true],
  [object([str('a'), int(1)]), object([str('b'), int(1)]), false],
  [object([int(1), none]), object([bool(true), none]), true],
  [object([tuple(int(1), str('a')), none]), object([tuple(float(1), str('a')), none]), true],
  [{ kind: 'other' }, { kind: 'other' }, false],
])('%# compares as Python does', (a, b, same) => {
  expect(equals(a, b)).toBe(same);
  expect(equals(b, a)).toBe(same);
});

it('has no dictionary with a list for a key', () => {
  expect(dict([[list([]), none]])).toBeUndefined();
});
