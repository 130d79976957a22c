import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { JsonValue } from '../../../base/index.js';
import { pythonLiteral } from './python-literal.js';

it.each<[string, JsonValue | undefined]>([
  [
    "{'city': 'Oslo', 'days': [1, 2.5,], 'all': True, 'none': None}",
    { city: 'Oslo', days: [1, 2.5], all: true, none: null },
  ],
  [`{'a': "it's", "b": 'a "b"', 'c': '\\'\\n\\x41\\u00e9\\U0001f600\\q'}`, { a: "it's", b: 'a "b"', c: "'\nAé😀\\q" }],
  ['(1, (2,), ())', [1, [2], []]],
  ["{1: 'a', -1.5e3: 'b'}", { '1': 'a', '-1500': 'b' }],
  ['{}', {}],
  [' [ ] ', []],
  ["{'__proto__': 1}", JSON.parse('{"__proto__": 1}') as JsonValue],
  ["{'a': 1", undefined],
  ["{'a' 1}", undefined],
  ["{'a': __import__('os')}", undefined],
  ["'a' 'b'", undefined],
  ["'\\xZZ'", undefined],
  ['', undefined],
  ['['.repeat(1000), undefined],
])('%s', (text, value) => expect(pythonLiteral(text)).toEqual(value));

it('reads JSON as JSON, whatever it is', () => {
  fc.assert(
    fc.property(fc.jsonValue(), value => {
      const text = JSON.stringify(value);
      expect(pythonLiteral(text)).toEqual(JSON.parse(text));
    }),
    { numRuns: 500 },
  );
});

it('ends on any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...`{}[]()'",:\\x1eTrueNone. `) }), text => {
      pythonLiteral(text);
    }),
    { numRuns: 5_000 },
  );
});
