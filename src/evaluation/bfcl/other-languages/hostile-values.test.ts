import fc from 'fast-check';
import { expect, it } from 'vitest';
import { javaValue } from './java-value.js';
import { javascriptValue } from './javascript-value.js';

const types = [
  'integer',
  'long',
  'float',
  'double',
  'char',
  'Array',
  'ArrayList',
  'HashMap',
  'String',
  'Bigint',
  'array',
  'dict',
  'any',
  'Set',
];

it('reads any text as something, and soon', () => {
  const pieces = [
    'new ',
    'Array(',
    'ArrayList<',
    '>(',
    'Arrays.asList(',
    'HashMap<',
    'put("',
    'add(',
    '[',
    ']',
    '{',
    '}',
    ',',
    ':',
    '"',
    "'",
    '\n',
    '1',
    'n',
  ];
  const text = fc.oneof(
    fc.string(),
    fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map(all => all.join('')),
  );
  fc.assert(
    fc.property(text, fc.constantFrom(...types), fc.constantFrom(undefined, ...types), (given, type, items) => {
      const parameter = items === undefined ? { type } : { type, items };
      for (const read of [javaValue, javascriptValue]) expect(read(given, parameter).kind).toBeTypeOf('string');
    }),
    { numRuns: 2000 },
  );
  const startedMs = performance.now();
  for (const piece of [...pieces, '[[', 'a:,', ', [', 'new HashMap<>() {{ ', 'new ArrayList<>() {{ ']) {
    for (const type of types) {
      const long = piece.repeat(2000).slice(0, 1999);
      for (const read of [javaValue, javascriptValue]) read(long, { type });
    }
  }
  expect(performance.now() - startedMs).toBeLessThan(20_000); // some 650 values
});
