import { expect, it } from 'vitest';
import { lenientJson, unknownValue } from './lenient-json.js';
import { variables } from './variables.js';

const known = variables([
  { key: 'id', value: '7' },
  { key: 'word', value: 'seven' },
]);

it('reads what Postman users write', () => {
  const text =
    '{ // a comment\n "id": {{id}}, "word": {{word}}, "other": {{ other }}, "url": "http://x//{{id}}", /* , */ "a": [1,],\n}';
  expect(lenientJson(text, known)).toEqual({
    id: 7,
    word: 'seven',
    other: unknownValue,
    url: 'http://x//{{id}}',
    a: [1],
  });
});

it('leaves what is no JSON', () => {
  expect(['', 'name=x', '{{', '{"a":}', '"unended'].map(text => lenientJson(text, known))).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

it('takes no longer than reading, whatever the text', () => {
  for (const text of ['"'.repeat(200_001), '{{'.repeat(100_000), '/*'.repeat(100_000), ', '.repeat(100_000)]) {
    expect(lenientJson(text, known)).toBeUndefined();
  }
});
