import { expect, it } from 'vitest';
import { decodeJsonCalls } from './decode-json-calls.js';
import { float, int } from './python/python-value.js';

it('reads calls with JSON arguments, nothing written being none', () => {
  expect(
    decodeJsonCalls([
      { name: 'a.b', arguments: '{"x": 2, "y": 2.0}' },
      { name: 'c', arguments: ' ' },
    ]),
  ).toEqual([
    {
      name: 'a.b',
      arguments: new Map([
        ['x', int(2)],
        ['y', float(2)],
      ]),
    },
    { name: 'c', arguments: new Map() },
  ]);
});

it.each(['[1]', '{', 'null', '3'])('reads nothing where arguments are %s', text => {
  expect(
    decodeJsonCalls([
      { name: 'a', arguments: '{}' },
      { name: 'b', arguments: text },
    ]),
  ).toBeUndefined();
});
