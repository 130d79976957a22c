import { expect, it } from 'vitest';
import { objectLiteral } from './object-literal.js';

it('reads literals as JavaScript writes them', () => {
  const text = String.raw`const x = {
    // a comment
    plain: "a \"b\"", 'quoted-key': 'it\'s', "n": -1.5e3, list: [true, false, null, undefined,], /* more */
    text: ${'`'}two
lines \u20ac${'`'}, joined: "a" + "b", nested: { a: {} },
  };`;
  expect(objectLiteral(text, text.indexOf('{'))).toEqual({
    plain: 'a "b"',
    'quoted-key': "it's",
    n: -1500,
    list: [true, false, null, null],
    text: 'two\nlines €',
    joined: 'ab',
    nested: { a: {} },
  });
});

it.each([
  '{ a: f() }',
  '{ a: other }',
  '{ ...x }',
  '{ a }',
  `\`\${x}\``,
  '{',
  '[1',
  '',
  '"open',
  '[1 2]',
  'process.exit()',
])('takes %s for none', text => {
  expect(objectLiteral(text)).toBeUndefined();
});

it('runs nothing and ends, whatever the text', () => {
  expect(objectLiteral('['.repeat(100_000))).toBeUndefined();
  expect(objectLiteral(`"${'a"+"'.repeat(100_000)}"`)).toBe('a'.repeat(100_000));
  expect(objectLiteral(`${' '.repeat(200_000)}x`)).toBeUndefined();
  const read = objectLiteral('{ "__proto__": { a: 1 } }');
  expect(Object.keys(read as object)).toEqual(['__proto__']);
  expect(({} as Record<string, unknown>)['a']).toBeUndefined();
});
